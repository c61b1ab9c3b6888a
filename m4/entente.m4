# Compiler flags, each one tried before it is used.

# ENT_ACCEPTS(FLAG, IF-YES, IF-NO): does the compiler take the flag without a warning?
AC_DEFUN([ENT_ACCEPTS], [
  AS_VAR_PUSHDEF([cache], [ent_cv_cc_accepts_$1])
  AC_CACHE_CHECK([whether $CC accepts $1], [cache], [
    ent_saved_cflags=$CFLAGS
    # clang only warns about an unknown -W flag, hence -Werror
    CFLAGS="$CFLAGS -Werror $1"
    AC_COMPILE_IFELSE([AC_LANG_PROGRAM()], [AS_VAR_SET([cache], [yes])], [AS_VAR_SET([cache], [no])])
    CFLAGS=$ent_saved_cflags
  ])
  AS_VAR_IF([cache], [yes], [$2], [$3])
  AS_VAR_POPDEF([cache])
])

# ENT_WARNINGS(FLAGS): puts those that the compiler knows into WARNING_CFLAGS.
AC_DEFUN([ENT_WARNINGS], [
  m4_foreach_w([flag], [$1], [ENT_ACCEPTS(flag, [WARNING_CFLAGS="$WARNING_CFLAGS flag"])])
  AC_SUBST([WARNING_CFLAGS])
])

# ENT_C11: the language that the sources are written in, by name, whatever the compiler's default is.
AC_DEFUN([ENT_C11], [
  ENT_ACCEPTS([-std=c11], [C11_CFLAGS=-std=c11], [AC_MSG_ERROR([$CC is no C11 compiler])])
  AC_SUBST([C11_CFLAGS])
])

# ENT_LINKS_WITH(FLAGS, IF-YES, IF-NO)
AC_DEFUN([ENT_LINKS_WITH], [
  AC_MSG_CHECKING([whether $CC links with $1])
  ent_saved_cflags=$CFLAGS
  CFLAGS="$CFLAGS $1"
  AC_LINK_IFELSE([AC_LANG_PROGRAM()], [ent_links=yes], [ent_links=no])
  CFLAGS=$ent_saved_cflags
  AC_MSG_RESULT([$ent_links])
  AS_IF([test "$ent_links" = yes], [m4_default([$2], [:])], [$3])
])
