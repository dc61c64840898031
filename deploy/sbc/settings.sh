# Reads and checks sbc.conf; sourced by the other scripts. read_settings FILE sets every setting, or says what is wrong with which and exits.

NAMES='OPERATOR_ADDRESSES OPERATOR_HOST OPERATOR_DOMAIN OPERATOR_TRANSPORT OPERATOR_USER OPERATOR_PASSWORD OPERATOR_REGISTER OWN_NUMBERS
COUNTRY_CODE PUBLIC_ADDRESS LOCAL_ADDRESS SIP_PORT MEDIA_PORTS SIP_TLS_CERT SIP_TLS_KEY SIP_TLS_CA LYHORD_ADDRESS LYHORD_PORT LYHORD_TLS_CERT
LYHORD_TLS_KEY ALLOW_PLAIN TRUNK_USER TRUNK_PASSWORD RTPENGINE_PORT RUN_DIR'

# What a letter or digit is must not depend on the language of who runs this.
LC_ALL=C
# A value is never taken for a pattern of file names.
set -f

wrong() {
  printf 'sbc.conf: %s %s.\n' "$1" "$2" >&2
  faults=$((faults + 1))
}

is_ip() {
  local part='(0|[1-9][0-9]{0,2})'
  [[ $1 =~ ^$part\.$part\.$part\.$part$ ]] || return 1
  for part in "${BASH_REMATCH[@]:1}"; do [ "$part" -le 255 ] || return 1; done
}

is_port() {
  [[ $1 =~ ^[1-9][0-9]{0,4}$ ]] && [ "$1" -le 65535 ]
}

is_host() {
  [[ $1 =~ ^[A-Za-z0-9]([A-Za-z0-9.-]{0,252})$ ]]
}

is_path() {
  [[ $1 =~ ^/[A-Za-z0-9._/-]+$ ]]
}

# A password that we choose; it stands within quotes in Kamailio's configuration.
is_word() {
  [[ $1 =~ ^[A-Za-z0-9._~@%+=,/-]{1,64}$ ]]
}

# A password that an operator chooses may have any sign of ASCII; generate.sh writes it so that none of them means anything.
is_password() {
  [[ $1 =~ ^[[:print:]]{1,64}$ ]]
}

# Kamailio would not start, and not say why.
check_pair() {
  local cert=$1 key=$2 why=$3
  is_path "${!cert}" && grep -qs '^-----BEGIN CERTIFICATE-----' "${!cert}" || { wrong "$cert" "must name a PEM file with a certificate, by its whole path$why"; return; }
  is_path "${!key}" && grep -qs '^-----BEGIN .*PRIVATE KEY-----' "${!key}" && ! grep -qs 'ENCRYPTED' "${!key}" ||
    { wrong "$key" "must name a PEM file with a private key that has no password, by its whole path$why"; return; }
  [ "$(openssl x509 -noout -pubkey -in "${!cert}" 2>/dev/null)" = "$(openssl pkey -pubout -in "${!key}" 2>/dev/null)" ] ||
    wrong "$key" "does not belong to the certificate in $cert"
}

read_settings() {
  local line name value number address row=0 seen=' '
  faults=0
  [ -f "$1" ] && [ -r "$1" ] || { echo "$1 cannot be read: copy sbc.conf.example there and fill it in." >&2; exit 1; }
  for name in $NAMES; do printf -v "$name" ''; done
  while IFS= read -r line || [ -n "$line" ]; do
    row=$((row + 1))
    line=${line%$'\r'}
    [[ $line =~ ^[[:space:]]*(#.*)?$ ]] && continue
    if ! [[ $line =~ ^([A-Z_]+)=(.*)$ ]]; then
      wrong "line $row" 'is no NAME=value'
      continue
    fi
    name=${BASH_REMATCH[1]}
    value=${BASH_REMATCH[2]}
    value=${value#"${value%%[![:space:]]*}"}
    value=${value%"${value##*[![:space:]]}"}
    [[ $value =~ ^\"(.*)\"$ ]] && value=${BASH_REMATCH[1]}
    if [[ " ${NAMES//$'\n'/ } " != *" $name "* ]]; then wrong "$name" 'is no setting: sbc.conf.example has all that there are'
    elif [[ $seen == *" $name "* ]]; then wrong "$name" 'is given twice'
    else
      seen+="$name "
      printf -v "$name" %s "$value"
    fi
  done <"$1"

  : "${OPERATOR_TRANSPORT:=udp}" "${OPERATOR_REGISTER:=no}" "${COUNTRY_CODE:=46}" "${SIP_PORT:=5060}" "${MEDIA_PORTS:=30000-30999}"
  : "${LYHORD_ADDRESS:=127.0.0.1}" "${LYHORD_PORT:=8090}" "${TRUNK_USER:=lyhord}" "${RTPENGINE_PORT:=2223}" "${RUN_DIR:=/run/kamailio}"
  : "${SIP_TLS_CA:=/etc/ssl/certs/ca-certificates.crt}" "${LOCAL_ADDRESS:=$PUBLIC_ADDRESS}" "${OPERATOR_DOMAIN:=${OPERATOR_HOST%%:*}}"

  [ -n "$OPERATOR_ADDRESSES" ] || wrong OPERATOR_ADDRESSES "is empty: name the operator's IP addresses, such as 203.0.113.10 or 203.0.113.0/28"
  for address in $OPERATOR_ADDRESSES; do
    is_ip "${address%/*}" && [[ ${address#"${address%/*}"} =~ ^(/([1-9]|[12][0-9]|3[0-2]))?$ ]] ||
      wrong OPERATOR_ADDRESSES "has '$address': an IPv4 address or network, such as 203.0.113.10 or 203.0.113.0/28, is allowed"
  done
  is_host "${OPERATOR_HOST%:*}" && { [ "${OPERATOR_HOST%:*}" = "$OPERATOR_HOST" ] || is_port "${OPERATOR_HOST##*:}"; } ||
    wrong OPERATOR_HOST 'must be a host name or IPv4 address, with :PORT or without'
  is_host "$OPERATOR_DOMAIN" || wrong OPERATOR_DOMAIN 'must be a domain or an IPv4 address'
  case $OPERATOR_TRANSPORT in udp | tcp | tls) ;; *) wrong OPERATOR_TRANSPORT 'must be udp, tcp or tls' ;; esac
  case $OPERATOR_REGISTER in yes | no) ;; *) wrong OPERATOR_REGISTER 'must be yes or no' ;; esac
  if [ "$OPERATOR_REGISTER" = yes ] && [ -z "$OPERATOR_USER" ]; then wrong OPERATOR_USER 'is needed when OPERATOR_REGISTER is yes'; fi
  if [ -n "$OPERATOR_USER$OPERATOR_PASSWORD" ]; then
    [[ $OPERATOR_USER =~ ^[A-Za-z0-9._+-]{1,64}$ ]] || wrong OPERATOR_USER 'must be 1 to 64 letters, digits and . _ + -'
    is_password "$OPERATOR_PASSWORD" || wrong OPERATOR_PASSWORD 'must be 1 to 64 signs of ASCII'
  fi
  [ -n "$OWN_NUMBERS" ] || wrong OWN_NUMBERS 'is empty: name the numbers at which the line is called, such as 020555666'
  for number in $OWN_NUMBERS; do
    [[ $number =~ ^0[1-9][0-9]{4,12}$ ]] || wrong OWN_NUMBERS "has '$number': digits in national form are allowed, such as 020555666"
  done
  [[ $COUNTRY_CODE =~ ^[1-9][0-9]{0,2}$ ]] || wrong COUNTRY_CODE 'must be 1 to 3 digits, such as 46'
  is_ip "$PUBLIC_ADDRESS" || wrong PUBLIC_ADDRESS 'must be an IPv4 address'
  is_ip "$LOCAL_ADDRESS" || wrong LOCAL_ADDRESS 'must be an IPv4 address of this machine, or empty'
  is_ip "$LYHORD_ADDRESS" || wrong LYHORD_ADDRESS 'must be an IPv4 address of this machine'
  is_port "$SIP_PORT" || wrong SIP_PORT 'must be a port from 1 to 65535'
  is_port "$LYHORD_PORT" || wrong LYHORD_PORT 'must be a port from 1 to 65535'
  is_port "$RTPENGINE_PORT" || wrong RTPENGINE_PORT 'must be a port from 1 to 65535'
  if [[ $MEDIA_PORTS == *-* ]] && is_port "${MEDIA_PORTS%%-*}" && is_port "${MEDIA_PORTS#*-}" && [ "${MEDIA_PORTS%-*}" -lt "${MEDIA_PORTS#*-}" ]; then
    for name in SIP_PORT RTPENGINE_PORT; do
      if is_port "${!name}" && [ "${!name}" -ge "${MEDIA_PORTS%-*}" ] && [ "${!name}" -le "${MEDIA_PORTS#*-}" ]; then wrong MEDIA_PORTS "must not have $name in it"; fi
    done
  else
    wrong MEDIA_PORTS 'must be two ports with a dash between, the smaller first, such as 30000-30999'
  fi
  if [ "$SIP_PORT" = "$LYHORD_PORT" ]; then wrong LYHORD_PORT 'must be another port than SIP_PORT'; fi
  if [ "$SIP_PORT" = "$RTPENGINE_PORT" ]; then wrong RTPENGINE_PORT 'must be another port than SIP_PORT'; fi
  if [ "$OPERATOR_TRANSPORT" = tls ]; then
    check_pair SIP_TLS_CERT SIP_TLS_KEY ', because OPERATOR_TRANSPORT is tls'
    is_path "$SIP_TLS_CA" && grep -qs '^-----BEGIN CERTIFICATE-----' "$SIP_TLS_CA" ||
      wrong SIP_TLS_CA 'must name a PEM file with certificates, by its whole path, because OPERATOR_TRANSPORT is tls'
  fi
  [ -z "$LYHORD_TLS_CERT$LYHORD_TLS_KEY" ] || check_pair LYHORD_TLS_CERT LYHORD_TLS_KEY '; leave both empty for ws://'
  case $ALLOW_PLAIN in '' | yes) ;; *) wrong ALLOW_PLAIN 'must be empty or yes' ;; esac
  # Passwords and the keys of voices go over that link.
  if is_ip "$LYHORD_ADDRESS" && [[ $LYHORD_ADDRESS != 127.* ]] && [ -z "$LYHORD_TLS_CERT$LYHORD_TLS_KEY" ] && [ "$ALLOW_PLAIN" != yes ]; then
    wrong LYHORD_TLS_CERT 'and LYHORD_TLS_KEY must be set, because LYHORD_ADDRESS can be reached from other machines; where the network between is trusted wholly, ALLOW_PLAIN=yes allows ws://'
  fi
  [[ $TRUNK_USER =~ ^[A-Za-z0-9._-]{1,64}$ ]] || wrong TRUNK_USER 'must be 1 to 64 letters, digits and . _ -'
  if [ -n "$TRUNK_PASSWORD" ]; then
    is_word "$TRUNK_PASSWORD" || wrong TRUNK_PASSWORD 'must be 1 to 64 letters, digits and . _ ~ @ % + = , / -'
  fi
  is_path "$RUN_DIR" || wrong RUN_DIR 'must be an absolute path'
  [ "$faults" -eq 0 ] || exit 1
}
