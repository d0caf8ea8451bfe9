# The image of one service: docker build --build-arg SERVICE=event-service .
# MIRROR stands before the names of both base images (registry.example.org/), or each is replaced by an argument of its own.
ARG MIRROR=
ARG BUILD_IMAGE=${MIRROR}maven:3.9-eclipse-temurin-25
ARG RUN_IMAGE=${MIRROR}debian:13-slim

# The same for all services, so that it is built once. What an image is made of is laid out by deploy/images/lay-out, for Jib as well.
FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -B -ntp -Pimages -Dmaven.test.skip=true -Dspotless.check.skip=true verify \
      -pl discovery-service,gateway-service,auth-service,event-service,stock-service,notification-service -am

FROM ${RUN_IMAGE}
ARG SERVICE
LABEL org.opencontainers.image.title="${SERVICE}" org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /src/target/runtime/ /
COPY --from=build /src/${SERVICE}/target/image/libraries/ /
COPY --from=build /src/${SERVICE}/target/image/program/ /
COPY --from=build /src/${SERVICE}/target/image/memory/ /
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=3s --timeout=3s --start-period=180s --retries=5 CMD ["/app/healthy"]
ENTRYPOINT ["/app/start"]
