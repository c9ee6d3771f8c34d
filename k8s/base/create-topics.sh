#!/usr/bin/env bash
# Creates the topics of Scurry that are not there yet, with Kafka's own tool; changes none that is.
#   BOOTSTRAP_SERVERS  the brokers
#   TOPIC_PREFIX       put before the output topics, as sink.topic-prefix (none)
#   CONTROL_TOPIC      the topic of commands, as control.topic (control)
#   PARTITIONS         of every topic but those of one: control, models, tallies, audit (8)
#   REPLICATION        copies of every topic (3)
#   RETENTION_MS       of the input topic (the broker's own). A record carries the time of its event, so
#                      where old events are replayed it takes -1, or the broker deletes them on sight
#   CLIENT_PROPERTIES  a file with Kafka client properties (security.protocol, ...), read where it is there
set -euo pipefail

prefix=${TOPIC_PREFIX:-}
partitions=${PARTITIONS:-8}
replication=${REPLICATION:-3}
connection=(--bootstrap-server "$BOOTSTRAP_SERVERS")
if [[ -n ${CLIENT_PROPERTIES:-} && -f $CLIENT_PROPERTIES ]]; then
  connection+=(--command-config "$CLIENT_PROPERTIES")
fi

# create TOPIC PARTITIONS CONFIG...
create() {
  local topic=$1 count=$2 settings=()
  shift 2
  for setting in "$@"; do settings+=(--config "$setting"); done
  "${KAFKA_HOME:-/opt/kafka}/bin/kafka-topics.sh" "${connection[@]}" --create --if-not-exists \
    --topic "$topic" --partitions "$count" --replication-factor "$replication" "${settings[@]}"
}

create activity "$partitions" cleanup.policy=delete ${RETENTION_MS:+"retention.ms=$RETENTION_MS"}
create "${CONTROL_TOPIC:-control}" 1 cleanup.policy=delete
create "${prefix}assignments" "$partitions" cleanup.policy=compact
create "${prefix}segment-changes" "$partitions" cleanup.policy=delete
create "${prefix}models" 1 cleanup.policy=compact
create "${prefix}dead-letter" "$partitions" cleanup.policy=delete
create "${prefix}late" "$partitions" cleanup.policy=delete
create "${prefix}tallies" 1 cleanup.policy=delete
create "${prefix}audit" 1 cleanup.policy=delete
