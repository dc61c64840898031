#!/usr/bin/env bash
# Writes the configuration of Kamailio and rtpengine from sbc.conf.
#   generate.sh SBC_CONF TARGET_DIR
# Checks every setting first; with a wrong one nothing is written. Random keys are made once and kept in TARGET_DIR/secrets.
set -euo pipefail
umask 027

[ $# -eq 2 ] || { sed -n '2,4s/^# \{0,1\}//p' "$0" >&2; exit 2; }
conf=$1
out=$2
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=settings.sh
. "$here/settings.sh"
read_settings "$conf"

mkdir -p "$out"
secret() {
  grep -qs "^$1=" "$out/secrets" || echo "$1=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')" >>"$out/secrets"
  sed -n "s/^$1=//p" "$out/secrets"
}
nonce_secret=$(secret NONCE_SECRET)
[ -n "$TRUNK_PASSWORD" ] || TRUNK_PASSWORD=$(secret TRUNK_PASSWORD)

scheme=ws
listen_scheme=tcp
[ -z "$LYHORD_TLS_CERT" ] || { scheme=wss; listen_scheme=tls; }
advertise=
[ "$LOCAL_ADDRESS" = "$PUBLIC_ADDRESS" ] || advertise=" advertise $PUBLIC_ADDRESS:$SIP_PORT"
contact_transport=
[ "$OPERATOR_TRANSPORT" = udp ] || contact_transport=";transport=$OPERATOR_TRANSPORT"
first_number=${OWN_NUMBERS%% *}

{
  echo "# Written by generate.sh from sbc.conf; changes here are lost."
  if [ "$OPERATOR_TRANSPORT" = tls ] || [ "$scheme" = wss ]; then
    echo "enable_tls=yes"
    echo "#!define WITH_TLS"
    echo "#!define TLS_CONFIG \"$out/tls.cfg\""
  fi
  echo "listen=$OPERATOR_TRANSPORT:$LOCAL_ADDRESS:$SIP_PORT$advertise"
  echo "listen=$listen_scheme:$LYHORD_ADDRESS:$LYHORD_PORT"
  echo "#!define WS_PORT $LYHORD_PORT"
  echo "#!define OPERATOR_URI \"sip:$OPERATOR_HOST$contact_transport\""
  echo "#!define OPERATOR_DOMAIN \"$OPERATOR_DOMAIN\""
  echo "#!define OWN_NUMBER \"$first_number\""
  echo "#!define CONTACT_ADDRESS \"$PUBLIC_ADDRESS:$SIP_PORT\""
  echo "#!define CONTACT_TRANSPORT \"$contact_transport\""
  echo "#!define TRUNK_USER \"$TRUNK_USER\""
  echo "#!define TRUNK_PASSWORD \"$TRUNK_PASSWORD\""
  echo "#!define NONCE_SECRET \"$nonce_secret\""
  echo "#!define ADDRESS_FILE \"$out/address.list\""
  echo "#!define DISPATCHER_FILE \"$out/dispatcher.list\""
  echo "#!define RTPENGINE_SOCKET \"udp:127.0.0.1:$RTPENGINE_PORT\""
  echo "#!define CTL_SOCKET \"unix:$RUN_DIR/kamailio_ctl\""
  if [ -n "$OPERATOR_USER" ]; then
    echo "#!define WITH_CREDENTIALS"
    echo "#!define OPERATOR_USER \"$OPERATOR_USER\""
    # In hexadecimal, because a quote or a backslash in it would mean something.
    echo "#!define OPERATOR_PASSWORD \"$(printf %s "$OPERATOR_PASSWORD" | od -An -tx1 -v | tr -d ' \n')\""
  fi
  if [ "$OPERATOR_REGISTER" = yes ]; then
    echo "#!define WITH_REGISTER"
    echo "#!define REGISTER_DB \"text://$out/db\""
    echo "#!define REGISTER_CONTACT \"$PUBLIC_ADDRESS:$SIP_PORT$contact_transport\""
  fi
} >"$out/settings.cfg"

{
  echo "# Written by generate.sh: the numbers that may be called, in every spelling."
  echo "event_route[htable:mod-init] {"
  for number in $OWN_NUMBERS; do
    for spelling in "$number" "+$COUNTRY_CODE${number#0}" "$COUNTRY_CODE${number#0}" "00$COUNTRY_CODE${number#0}"; do
      echo "    \$sht(number=>$spelling) = \"$number\";"
    done
  done
  echo "}"
} >"$out/numbers.cfg"

for address in $OPERATOR_ADDRESSES; do
  mask=32
  case $address in */*) mask=${address#*/} ;; esac
  echo "1 ${address%/*} $mask"
done >"$out/address.list"

# 9: asked by OPTIONS, and not known to answer before it has.
echo "1 sip:$OPERATOR_HOST$contact_transport 9" >"$out/dispatcher.list"

# One that listens, and one that connects, each with what it shows and whom it believes. Kamailio wants a `default` of both.
listens() { printf '[server:%s]\nmethod = TLSv1.2+\nprivate_key = %s\ncertificate = %s\nverify_certificate = no\n\n' "$@"; }
{
  if [ "$OPERATOR_TRANSPORT" = tls ]; then
    listens default "$SIP_TLS_KEY" "$SIP_TLS_CERT"
    printf '[client:default]\nmethod = TLSv1.2+\nprivate_key = %s\ncertificate = %s\nverify_certificate = yes\nrequire_certificate = yes\nca_list = %s\n\n' "$SIP_TLS_KEY" "$SIP_TLS_CERT" "$SIP_TLS_CA"
  else
    [ "$scheme" = ws ] || listens default "$LYHORD_TLS_KEY" "$LYHORD_TLS_CERT"
  fi
  [ "$scheme" = ws ] || listens "$LYHORD_ADDRESS:$LYHORD_PORT" "$LYHORD_TLS_KEY" "$LYHORD_TLS_CERT"
} >"$out/tls.cfg"

mkdir -p "$out/db"
printf 'table_name(string) table_version(int)\nuacreg:5\n' >"$out/db/version"
{
  echo 'id(int,auto) l_uuid(string) l_username(string) l_domain(string) r_username(string) r_domain(string) realm(string,null) auth_username(string) auth_password(string) auth_ha1(string,null) auth_proxy(string) expires(int) flags(int) reg_delay(int) contact_addr(string,null) socket(string,null)'
  if [ "$OPERATOR_REGISTER" = yes ]; then
    proxy="sip\\:$(printf %s "$OPERATOR_HOST$contact_transport" | sed 's/:/\\:/g')"
    echo "1:$first_number:$OPERATOR_USER:$OPERATOR_DOMAIN:$OPERATOR_USER:$OPERATOR_DOMAIN::$OPERATOR_USER:$(printf %s "$OPERATOR_PASSWORD" | sed 's/[\\:]/\\&/g')::$proxy:300:0:0::"
  fi
} >"$out/db/uacreg"

outside=$LOCAL_ADDRESS
[ "$LOCAL_ADDRESS" = "$PUBLIC_ADDRESS" ] || outside="$LOCAL_ADDRESS!$PUBLIC_ADDRESS"
sed -e "s|@OUTSIDE@|$outside|" -e "s|@INSIDE@|$LYHORD_ADDRESS|" -e "s|@NG@|$RTPENGINE_PORT|" \
  -e "s|@LEAST@|${MEDIA_PORTS%-*}|" -e "s|@MOST@|${MEDIA_PORTS#*-}|" "$here/rtpengine.conf.in" >"$out/rtpengine.conf"

cp -r "$here/kamailio.cfg" "$here/routes" "$out/"
printf 'TRUNK_URL=%s://%s:%s\nTRUNK_USER=%s\nTRUNK_PASSWORD=%s\n' "$scheme" "$LYHORD_ADDRESS" "$LYHORD_PORT" "$TRUNK_USER" "$TRUNK_PASSWORD" >"$out/lyhord.env"
