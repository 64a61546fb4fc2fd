#!/bin/sh
# Gives an analyst a Kafka user that may read analytics.access-event.v1 and nothing else: `analyst-access.sh <name>`; prints its password.
# Run again, it gives a new password. `analyst-access.sh --remove <name>` takes all of it away.
set -eu
kafka=${KAFKA_BROKERS:-localhost:9092}
configs=${KAFKA_CONFIGS:-/opt/kafka/bin/kafka-configs.sh}
acls=${KAFKA_ACLS:-/opt/kafka/bin/kafka-acls.sh}
# Of each broker: 5 MB/s, and a quarter of the time of one of its threads.
quota=consumer_byte_rate=5242880,request_percentage=25
topic=analytics.access-event.v1

remove=
if [ "${1:-}" = --remove ]; then remove=yes; shift; fi
name=${1:-}
case $name in
  '' | *[!a-z0-9-]* | -*)
    echo 'A name of small letters, digits and hyphens is expected.' >&2
    exit 1
    ;;
esac

# Kafka's tool takes quotas and passwords one after the other only.
user() {
  $configs --bootstrap-server "$kafka" --alter --entity-type users --entity-name "$name" "$@" >&2
}

if [ -n "$remove" ]; then
  user --delete-config SCRAM-SHA-512
  user --delete-config consumer_byte_rate,request_percentage
  $acls --bootstrap-server "$kafka" --remove --force --allow-principal "User:$name" --topic "$topic" >&2
  $acls --bootstrap-server "$kafka" --remove --force --allow-principal "User:$name" --group "$name-" \
    --resource-pattern-type prefixed >&2
  exit
fi

password=$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')
$acls --bootstrap-server "$kafka" --add --allow-principal "User:$name" --operation Read --operation Describe \
  --topic "$topic" >&2
$acls --bootstrap-server "$kafka" --add --allow-principal "User:$name" --operation Read --operation Describe \
  --group "$name-" --resource-pattern-type prefixed >&2
user --add-config "$quota"
user --add-config "SCRAM-SHA-512=[password=$password]"
echo "$password"
