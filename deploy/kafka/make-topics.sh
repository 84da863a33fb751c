#!/bin/sh
# Makes the topics that are missing: name, partitions, and for the compacted one its policy. They are
# those of fr.vigie.contracts.Topics, which a test compares.
set -eu
topic() {
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$brokers" --create --if-not-exists \
    --topic "$1" --partitions "$2" --replication-factor 1 ${3:+--config "cleanup.policy=$3"}
}
brokers=$1
topic vigie.identity.v1 6
topic vigie.lockout.v1 6
topic vigie.records.v1 6
topic vigie.disclosures.v1 6
topic vigie.audit.v1 6
topic vigie.requests.v1 6
topic vigie.alerts.v1 6
topic vigie.account-status.v1 6 compact
topic vigie.audit.dead-letter.v1 1
topic vigie.lockout.dead-letter.v1 1
