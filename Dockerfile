# The image of one service: docker build --build-arg SERVICE=event-service .
# Both base images can be replaced by build arguments, for example by those of a local mirror.
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-25
ARG RUN_IMAGE=eclipse-temurin:25-jre

# The same for all services, so that it is built once.
FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN mvn -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true package \
      -pl discovery-service,gateway-service,auth-service,event-service,stock-service,notification-service -am \
 && for service in *-service; do \
      java -Djarmode=tools -jar "$service"/target/"$service"-*-exec.jar extract --destination "/apps/$service" \
      && mv "/apps/$service"/*.jar "/apps/$service/app.jar"; \
    done

FROM ${RUN_IMAGE}
ARG SERVICE
LABEL org.opencontainers.image.title="${SERVICE}" org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /apps/${SERVICE}/lib /app/lib
COPY --from=build /apps/${SERVICE}/app.jar /app/app.jar
ENV SERVER_PORT=8080 JVM_FLAGS="-XX:MaxRAMPercentage=60 -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError"
# The JVM remembers a start, so that the next takes 60 % of the processor time. There is nothing to connect to, so some services give up in the middle of this one;
# most of what they load is loaded by then. Classes are not linked ahead of time: that asks for more memory at the start than a small container may have.
# The secrets are none: nobody else uses them, and they are kept nowhere.
RUN none=$(head -c 32 /dev/zero | base64); \
    SERVER_PORT=0 FIRSTCOME_SERVICE_TOKEN="$none" FIRSTCOME_DATA_KEYS="none:$none" FIRSTCOME_HASH_KEY="$none" \
      java $JVM_FLAGS -XX:-AOTClassLinking -XX:AOTMode=record -XX:AOTConfiguration=/tmp/notes -Dspring.context.exit=onRefresh \
      -Dspring.flyway.enabled=false -jar /app/app.jar > /tmp/start.log 2>&1 || true; \
    java $JVM_FLAGS -XX:-AOTClassLinking -XX:AOTMode=create -XX:AOTConfiguration=/tmp/notes -XX:AOTCache=/app/app.aot -jar /app/app.jar \
 && rm /tmp/notes /tmp/start.log
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=3s --timeout=3s --start-period=90s --retries=5 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["sh", "-c", "exec java $JVM_FLAGS -XX:AOTCache=/app/app.aot -jar /app/app.jar"]
