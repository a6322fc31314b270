# Says where what the tests need is kept between runs, outside the checkout. Sourced by what fills it.

# It must be readable for the users that handlers run as, which a home of root is not.
if [ -n "${KINETD_CACHE:-}" ]; then
  cache=$KINETD_CACHE
elif [ "$(id -u)" -eq 0 ]; then
  cache=/var/cache/kinetd
else
  cache=${XDG_CACHE_HOME:-$HOME/.cache}/kinetd
fi
