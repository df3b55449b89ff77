#!/bin/sh
# Writes PgBouncer's settings into RUN_DIR, which is memory, and becomes PgBouncer. The settings are those of docs/operations.md,
# "When the database fails over".
set -eu
umask 077
: "${SERVICE_PASSWORD:?}"
run=${RUN_DIR:-/run/pgbouncer}
printf '"bridge_service" "%s"\n' "$SERVICE_PASSWORD" > "$run/users.txt"
cat > "$run/pgbouncer.ini" <<EOF
[databases]
bridge = host=${POSTGRES_HOST:-postgres} port=${POSTGRES_PORT:-5432} dbname=bridge
[pgbouncer]
listen_addr = ${LISTEN_ADDRESS:-0.0.0.0}
listen_port = ${LISTEN_PORT:-6432}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = $run/users.txt
pool_mode = transaction
default_pool_size = ${POOL_SIZE:-30}
max_client_conn = ${CLIENT_CONNECTIONS:-400}
server_connect_timeout = 4
server_login_retry = 1
query_wait_timeout = 10
idle_transaction_timeout = 60
EOF
exec pgbouncer "$run/pgbouncer.ini"
