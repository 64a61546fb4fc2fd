#!/bin/sh
# Writes what docker-compose.yml asks for, with fresh keys, to .env beside it: `tools/stack/compose/new-env.sh [--demonstration] [file]`.
# With --demonstration also the issuer and the invented city of docker-compose.demonstration.yml; without it
# OIDC_ISSUER has to be filled in, and OIDC_JWKS_URL where it has no discovery document.
# Whoever can read the file can open all that is sealed, and without it nobody can: it is for its owner alone, and is never overwritten.
set -euC
umask 077
issuer= files=docker-compose.yml
if [ "${1:-}" = --demonstration ]; then
  issuer=http://demonstration:3005
  files=docker-compose.yml:docker-compose.demonstration.yml
  shift
fi
file=${1:-$(dirname "$0")/../../../.env}
key() { head -c 32 /dev/urandom | base64; }
if [ -e "$file" ]; then
  echo "$file is there already. What is stored can be read with its keys alone: keep it, or move it away with the data." >&2
  exit 1
fi
cat > "$file" <<EOF
COMPOSE_FILE=$files
OIDC_ISSUER=$issuer
POSTGRES_PASSWORD=$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')
SUBJECT_KEY=$(key)
TAG_KEY=$(key)
IDENTITY_PERSONAL_DATA_KEY=$(key)
HEALTH_STATUS_PERSONAL_DATA_KEY=$(key)
VISITOR_KEY=$(key)
EOF
