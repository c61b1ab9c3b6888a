# node with the packages of tests/node/package.json, for tests that source this after tests/tap.sh. They are installed
# once into the build folder, from npm's registry, by the hashes of the lock file.

# node_modules: prints the folder for NODE_PATH; fails if node is missing or the packages cannot be had.
node_modules() {
  [ -n "$(command -v node)" ] && [ -n "$(command -v npm)" ] || return 1
  mkdir -p tests/node_packages || return 1
  (
    # two tests may want them at once
    command -v flock >/dev/null && flock 9
    if ! cmp -s "$top_srcdir/tests/node/package-lock.json" tests/node_packages/installed; then
      cp "$top_srcdir/tests/node/package.json" "$top_srcdir/tests/node/package-lock.json" "$scratch" &&
        (cd "$scratch" && timeout 120 npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=0 \
          --fetch-timeout=30000 >/dev/null 2>&1) &&
        rm -rf tests/node_packages/node_modules && cp -R "$scratch/node_modules" tests/node_packages/ &&
        cp "$top_srcdir/tests/node/package-lock.json" tests/node_packages/installed
    fi
  ) 9>tests/node_packages/lock || return 1
  echo "$PWD/tests/node_packages/node_modules"
}
