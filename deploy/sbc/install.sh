#!/usr/bin/env bash
# Installs the border controller on Debian 12, or brings its settings up to date.
#   install.sh [SBC_CONF]        SBC_CONF is /etc/lyhord-sbc/sbc.conf unless told otherwise
# Installs the packages, writes the configuration with generate.sh, starts both services and looks whether they work (check.sh).
# Run it again after every change of sbc.conf; calls that are under way end then.
set -euo pipefail

conf=${1:-/etc/lyhord-sbc/sbc.conf}
out=/etc/lyhord-sbc
here=$(cd "$(dirname "$0")" && pwd)

[ "$(id -u)" = 0 ] || { echo 'install.sh must be run as root.' >&2; exit 1; }
[ -d /run/systemd/system ] || { echo 'install.sh needs systemd. Without it, generate.sh writes the configuration, and you start Kamailio and rtpengine yourself.' >&2; exit 1; }
if [ ! -e "$conf" ]; then
  mkdir -p "$out"
  install -m 0600 "$here/sbc.conf.example" "$conf"
  echo "Fill in $conf, then run install.sh again."
  exit 0
fi

echo 'Installing the packages'
DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
  kamailio kamailio-extra-modules kamailio-tls-modules kamailio-websocket-modules rtpengine-daemon

"$here/generate.sh" "$conf" "$out"
chown -R root:kamailio "$out"
chmod -R o-rwx,g-w "$out"
# rtpengine reads its own file alone.
install -d -m 0755 /etc/rtpengine
install -m 0644 "$out/rtpengine.conf" /etc/rtpengine/rtpengine.conf

mkdir -p /etc/systemd/system/kamailio.service.d
cat >/etc/systemd/system/kamailio.service.d/lyhord-sbc.conf <<UNIT
[Service]
Environment=CFGFILE=$out/kamailio.cfg
EnvironmentFile=
ExecStart=
ExecStart=/usr/sbin/kamailio -P /run/kamailio/kamailio.pid -f $out/kamailio.cfg -m 64 -M 8
Restart=always
UNIT
mkdir -p /etc/systemd/system/rtpengine-daemon.service.d
cat >/etc/systemd/system/rtpengine-daemon.service.d/lyhord-sbc.conf <<'UNIT'
[Service]
Restart=always
UNIT
systemctl daemon-reload
systemctl enable --quiet kamailio rtpengine-daemon
systemctl restart rtpengine-daemon kamailio

for _ in $(seq 50); do
  kamcmd -s "unix:/run/kamailio/kamailio_ctl" core.uptime >/dev/null 2>&1 && break
  sleep 0.2
done
echo
echo 'For the settings of the server (/etc/lyhord.env):'
sed 's/^/  /' "$out/lyhord.env"
echo
"$here/check.sh" || true
