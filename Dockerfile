# One image for the five services: its command says which one it is. A second target adds the demonstration.
FROM node:24-bookworm-slim AS build
WORKDIR /app
# The manifests first: packages are installed anew only when they change.
COPY package.json package-lock.json .npmrc ./
COPY apps/access-log/package.json apps/access-log/
COPY apps/administration/package.json apps/administration/
COPY apps/gateway/package.json apps/gateway/
COPY apps/health-status/package.json apps/health-status/
COPY apps/identity/package.json apps/identity/
COPY libs/shared/contracts/package.json libs/shared/contracts/
COPY libs/shared/platform/package.json libs/shared/platform/
COPY tools/citizens/package.json tools/citizens/
COPY tools/stack/package.json tools/stack/
# Where the way to the registry needs a mirror, or authorities (in PEM) that Node does not know; both may be left out.
ARG npm_config_registry
ARG EXTRA_CA_CERTS
RUN echo "$EXTRA_CA_CERTS" > /tmp/extra-ca.pem \
 && NODE_EXTRA_CA_CERTS=/tmp/extra-ca.pem npm ci --ignore-scripts --no-audit --no-fund
COPY nx.json tsconfig.base.json ./
COPY apps apps
COPY libs/shared/contracts libs/shared/contracts
COPY libs/shared/platform libs/shared/platform
COPY tools/citizens tools/citizens
COPY tools/stack tools/stack
RUN node_modules/.bin/tsc --build apps/* tools/stack \
 && npm prune --omit=dev --omit=optional --omit=peer --ignore-scripts --no-audit --no-fund \
 && find apps libs tools -mindepth 2 ! -path '*/dist*' ! -name package.json -type f -delete \
 && find . \( -name '*.d.ts' -o -name '*.tsbuildinfo' -o -path './apps/*.map' -o -path './libs/*.map' -o -path './tools/*.map' \) -type f -delete

FROM node:24-bookworm-slim AS services
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/var/lib/entry
WORKDIR /app
RUN mkdir -p /var/lib/entry && chown node:node /var/lib/entry
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/package.json package.json
COPY --from=build /app/libs libs
COPY --from=build /app/apps apps
USER node
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

FROM services AS demonstration
COPY --from=build /app/tools tools
HEALTHCHECK NONE
CMD ["node", "tools/stack/dist/demonstrate.js"]

# The last stage is what a build without a target makes.
FROM services
