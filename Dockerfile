# One image for the five services: SERVICE says which one it runs.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci && NX_DAEMON=false npx nx run-many -t build --projects=gateway,identity,health-status,access-log,administration \
 && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=build --chown=node:node /app/node_modules node_modules
COPY --from=build --chown=node:node /app/libs libs
COPY --from=build --chown=node:node /app/apps apps
COPY --from=build --chown=node:node /app/package.json package.json
RUN mkdir -p /var/lib/entry && chown node:node /var/lib/entry
USER node
VOLUME /var/lib/entry
ARG SERVICE
ENV SERVICE=${SERVICE} DATA_DIR=/var/lib/entry
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# `exec` makes node the first process, so that SIGTERM reaches it.
CMD ["sh", "-c", "exec node apps/${SERVICE}/dist/main.js"]
