package io.firstcome.bench.floor;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/** A Tomcat with nothing in it but a constant: what plain routing goes to. A process of its own. */
final class FloorTomcat {

    private FloorTomcat() {}

    /** @param arguments the port, and a folder to work in */
    public static void main(String[] arguments) throws IOException, LifecycleException {
        var connector = new Connector("HTTP/1.1");
        connector.setPort(Integer.parseInt(arguments[0]));
        connector.setProperty("address", "127.0.0.1");
        // As services have it: connections are kept, and each request has a virtual thread.
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.getProtocolHandler().setExecutor(new VirtualThreadExecutor("noop-"));
        var tomcat = new Tomcat();
        tomcat.setBaseDir(arguments[1]);
        tomcat.setConnector(connector);
        var context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "noop", new Noop());
        context.addServletMappingDecoded(FloorGateway.NOOP, "noop");
        tomcat.start();
        tomcat.getServer().await();
    }

    private static final class Noop extends HttpServlet {
        private static final byte[] BODY = "{\"status\":\"OK\"}".getBytes(UTF_8);

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.setContentLength(BODY.length);
            response.getOutputStream().write(BODY);
        }
    }
}
