# One node of Shenbao: `docker build -t shenbao .`; compose.yaml runs several of them.
ARG NODE=node:24-bookworm-slim

# the pages and the database client are made here, with the tools for it
FROM ${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json prisma.config.ts tsconfig.json ./
COPY scripts/prisma ./scripts/prisma
COPY prisma ./prisma
RUN npm ci
COPY locales ./locales
COPY src ./src
RUN npm run build

# what runs needs none of those tools, and the image has a Node already
FROM ${NODE} AS production
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/node-linux-* node_modules/.bin/node

FROM ${NODE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 SHENBAO_DATA=/data
WORKDIR /app
RUN install -d -o node -g node /data
COPY --from=production /app/node_modules ./node_modules
COPY package.json ./
COPY bin ./bin
COPY locales ./locales
COPY flows ./flows
COPY prisma/migrations ./prisma/migrations
COPY src ./src
COPY --from=build /app/src/generated ./src/generated
COPY --from=build /app/dist ./dist
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/shenbao.mjs", "serve"]
