# Made for release by its digest, which a tag is not bound to: docker buildx imagetools inspect node:26-slim
#   docker build --build-arg NODE_IMAGE=node:26-slim@sha256:… .
# RELEASE=false takes a tag, for trying out.
ARG NODE_IMAGE=node:26-slim

FROM ${NODE_IMAGE} AS build
ARG NODE_IMAGE
ARG RELEASE=true
WORKDIR /app
COPY deploy/pinned-image.sh ./deploy/
RUN sh deploy/pinned-image.sh "$NODE_IMAGE" "$RELEASE"
COPY package.json package-lock.json ./
RUN npm ci --omit=optional
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY src ./src
COPY migrations ./migrations
RUN npx nest build

FROM ${NODE_IMAGE}
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force && install -d -o node -g node -m 0700 /data
COPY --from=build /app/dist ./dist
# By number: Kubernetes compares it with runAsNonRoot.
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
