#!/bin/sh
# Refuses a release whose base image is named by a tag alone. pinned-image.sh IMAGE RELEASE
set -eu
[ "$2" = false ] && exit 0
digest=${1##*@sha256:}
if [ "$digest" = "$1" ] || [ "${#digest}" -ne 64 ] || [ -n "$(printf %s "$digest" | tr -d 0-9a-f)" ]; then
  echo "NODE_IMAGE=$1 is a tag, which may be another image tomorrow. Name its digest (node:26-slim@sha256:…)," >&2
  echo "or set RELEASE=false to try it out." >&2
  exit 1
fi
