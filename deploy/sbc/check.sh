#!/usr/bin/env bash
# Says whether the border controller works, and what it has counted since it was started. Names no caller.
#   check.sh [RUN_DIR [RTPENGINE_PORT]]      RUN_DIR is /run/kamailio, RTPENGINE_PORT 2223 unless told otherwise
# Ends with 1 when calls cannot come.
set -uo pipefail

run=${1:-/run/kamailio}
ng=${2:-2223}
bad=0
ask() { kamcmd -s "unix:$run/kamailio_ctl" "$@" 2>/dev/null; }
good() { echo "  works    $1"; }
fault() { echo "  BROKEN   $1"; bad=1; }

if ask core.uptime >/dev/null; then good 'Kamailio answers'; else fault 'Kamailio does not answer: see journalctl -u kamailio'; fi

# rtpengine's own protocol: a cookie, and a command as a bencoded dictionary.
if exec 3<>"/dev/udp/127.0.0.1/$ng" && printf 'check d7:command4:pinge' >&3 && [[ $(timeout 1 cat <&3) == *pong* ]]; then
  good 'rtpengine answers'
else
  fault 'rtpengine does not answer: see journalctl -u rtpengine-daemon'
fi 2>/dev/null

servers=$(ask htable.dump server | grep -c 'name:')
if [ "$servers" -gt 0 ]; then good "servers of Lyhörd that are registered: $servers"; else fault 'no server of Lyhörd is registered: see TRUNK_URL, TRUNK_USER and TRUNK_PASSWORD there'; fi

# Only where we register: 4 stands for a registration that holds, 2 for one that is being asked for.
flags=$(ask uac.reg_dump | sed -n 's/^[[:space:]]*flags: //p' | head -1)
if [ -n "$flags" ]; then
  if [ $((flags & 4)) -ne 0 ]; then good 'registered at the operator'
  elif [ $((flags & 2)) -ne 0 ]; then echo '  unsure   registering at the operator just now; look again'
  else fault 'not registered at the operator: it does not answer, or refuses OPERATOR_USER or OPERATOR_PASSWORD'
  fi
fi

# An operator may answer no OPTIONS and take calls all the same, so this is no fault by itself.
case $(ask dispatcher.list | sed -n 's/.*FLAGS: *//p' | head -1) in
  A*) good 'the operator answers' ;;
  *) echo '  unsure   the operator has not answered OPTIONS. It is asked every 20 s; some never answer and take calls all the same' ;;
esac

echo
echo '  counted since the start:'
ask stats.get_statistics script: | sed -n 's/^ *script:\([a-z_]*\) = \([0-9]*\).*/    \1: \2/p'
exit "$bad"
