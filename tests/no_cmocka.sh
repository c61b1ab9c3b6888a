# Stands in for the unit tests where they could not be built.
echo "1..0 # SKIP unit tests: libcmocka-dev was missing when this was configured"
