#!/bin/sh
# Prints the environment that docker-compose.yml asks for, with fresh keys: `tools/stack/compose/new-env.sh > .env`.
# With --demonstration also the issuer and the invented city of docker-compose.demonstration.yml; without it
# OIDC_ISSUER has to be filled in, and OIDC_JWKS_URL where it has no discovery document.
set -eu
key() { head -c 32 /dev/urandom | base64; }
issuer= files=docker-compose.yml
if [ "${1:-}" = --demonstration ]; then
  issuer=http://demonstration:3005
  files=docker-compose.yml:docker-compose.demonstration.yml
fi
cat <<EOF
COMPOSE_FILE=$files
OIDC_ISSUER=$issuer
POSTGRES_PASSWORD=$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')
SUBJECT_KEY=$(key)
TAG_KEY=$(key)
IDENTITY_PERSONAL_DATA_KEY=$(key)
HEALTH_STATUS_PERSONAL_DATA_KEY=$(key)
VISITOR_KEY=$(key)
EOF
