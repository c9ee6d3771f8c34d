#!/usr/bin/env bash
# Creates the topics of Scurry that are not there yet, with Kafka's own tool; changes none that is.
#   BOOTSTRAP_SERVERS  the brokers
#   TOPIC_PREFIX       put before the output topics, as sink.topic-prefix (none)
#   PARTITIONS         of every topic but models (8)
#   REPLICATION        copies of every topic (3)
#   CLIENT_PROPERTIES  a file with Kafka client properties (security.protocol, ...), read where it is there
set -euo pipefail

prefix=${TOPIC_PREFIX:-}
partitions=${PARTITIONS:-8}
replication=${REPLICATION:-3}
connection=(--bootstrap-server "$BOOTSTRAP_SERVERS")
if [[ -n ${CLIENT_PROPERTIES:-} && -f $CLIENT_PROPERTIES ]]; then
  connection+=(--command-config "$CLIENT_PROPERTIES")
fi

# create TOPIC PARTITIONS CLEANUP_POLICY
create() {
  "${KAFKA_HOME:-/opt/kafka}/bin/kafka-topics.sh" "${connection[@]}" --create --if-not-exists \
    --topic "$1" --partitions "$2" --replication-factor "$replication" \
    --config "cleanup.policy=$3"
}

create activity "$partitions" delete
create "${prefix}assignments" "$partitions" compact
create "${prefix}segment-changes" "$partitions" delete
create "${prefix}models" 1 compact
create "${prefix}dead-letter" "$partitions" delete
create "${prefix}late" "$partitions" delete
create "${prefix}tallies" 1 delete
