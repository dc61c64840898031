#!/usr/bin/env bash
# Installs the border controller on Debian 12, or brings its settings up to date.
#   install.sh [SBC_CONF]        SBC_CONF is /etc/lyhord-sbc/sbc.conf unless told otherwise
# Checks the settings, installs the packages, writes the configuration with generate.sh, starts both services and looks whether they work
# (check.sh). Run it again after every change of sbc.conf; calls that are under way end then.
set -euo pipefail

conf=${1:-/etc/lyhord-sbc/sbc.conf}
out=/etc/lyhord-sbc
here=$(cd "$(dirname "$0")" && pwd)
services=(kamailio rtpengine-daemon)

[ "$(id -u)" = 0 ] || { echo 'install.sh must be run as root.' >&2; exit 1; }
[ -d /run/systemd/system ] || { echo 'install.sh needs systemd. Without it, generate.sh writes the configuration, and you start Kamailio and rtpengine yourself.' >&2; exit 1; }
if [ ! -e "$conf" ]; then
  mkdir -p "$out"
  install -m 0600 "$here/sbc.conf.example" "$conf"
  echo "Fill in $conf, then run install.sh again."
  exit 0
fi
# shellcheck source=settings.sh
. "$here/settings.sh"
read_settings "$conf"

# Before the packages: Debian starts what it installs, with settings of its own, and that would be an exchange open to everybody which writes
# down who calls. Afterwards: however often one of them falls over, it is started again.
mkdir -p /etc/systemd/system/kamailio.service.d /etc/systemd/system/rtpengine-daemon.service.d
cat >/etc/systemd/system/kamailio.service.d/lyhord-sbc.conf <<UNIT
[Unit]
ConditionPathExists=$out/kamailio.cfg
StartLimitIntervalSec=0
[Service]
EnvironmentFile=
ExecStart=
ExecStart=/usr/sbin/kamailio -P /run/kamailio/kamailio.pid -f $out/kamailio.cfg -m 64 -M 8
Restart=always
RestartSec=1
# Its memory holds who calls: neither a dump nor swap puts it on a disk.
LimitCORE=0
MemorySwapMax=0
UNIT
cat >/etc/systemd/system/rtpengine-daemon.service.d/lyhord-sbc.conf <<UNIT
[Unit]
ConditionPathExists=$out/rtpengine.conf
StartLimitIntervalSec=0
[Service]
Restart=always
RestartSec=1
LimitCORE=0
MemorySwapMax=0
UNIT
systemctl daemon-reload

echo 'Installing the packages'
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openssl \
  kamailio kamailio-extra-modules kamailio-tls-modules kamailio-websocket-modules rtpengine-daemon

tls=()
[ "$OPERATOR_TRANSPORT" != tls ] || tls+=(SIP_TLS_CERT SIP_TLS_KEY SIP_TLS_CA)
[ -z "$LYHORD_TLS_CERT" ] || tls+=(LYHORD_TLS_CERT LYHORD_TLS_KEY)
for name in "${tls[@]}"; do
  runuser -u kamailio -- test -r "${!name}" || wrong "$name" 'cannot be read by the user kamailio: let its group read the file, and enter the folders above it'
done
[ "$faults" -eq 0 ] || exit 1

"$here/generate.sh" "$conf" "$out"
chown -R root:kamailio "$out"
chmod -R o-rwx,g-w "$out"
# rtpengine reads its own file alone.
install -d -m 0755 /etc/rtpengine
install -m 0644 "$out/rtpengine.conf" /etc/rtpengine/rtpengine.conf

systemctl enable --quiet "${services[@]}"
systemctl restart rtpengine-daemon
if ! systemctl restart kamailio; then
  systemctl stop kamailio
  echo 'Kamailio does not start, and says:' >&2
  install -d -o kamailio -g kamailio /run/kamailio
  timeout -s KILL 3 kamailio -A SAY_ERRORS -u kamailio -g kamailio -P /run/kamailio/kamailio.pid -f "$out/kamailio.cfg" -DD -E 2>&1 |
    sed -n 's/^.*\(ERROR\|CRITICAL\): /  /p' >&2 || true
  exit 1
fi
echo
echo 'For the settings of the server (/etc/lyhord.env):'
sed 's/^/  /' "$out/lyhord.env"
echo
"$here/check.sh" "$RUN_DIR" "$RTPENGINE_PORT" || true
