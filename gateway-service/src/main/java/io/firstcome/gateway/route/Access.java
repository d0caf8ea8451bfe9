package io.firstcome.gateway.route;

import org.springframework.http.HttpMethod;

/** Who may ask for a path. What is not known to be open is closed: below {@code /api} it needs a token. */
enum Access {
    /** Anyone, at any rate. */
    OPEN,
    /** Anyone, at the rate of readers: a service answers. */
    READ,
    /** Anyone, at the rate of logins. */
    LOGIN,
    /** Users. */
    USER,
    /** Admins. */
    ADMIN,
    /** Nobody: there is nothing at such a path. */
    NOTHING;

    /** Returns the access for a path as it stands in the request, undecoded. */
    static Access to(HttpMethod method, String path) {
        if (!plain(path)) {
            return NOTHING;
        }
        if (!under("/api", path)) {
            return path.equals("/.well-known/jwks.json") || under("/v3/api-docs", path) ? READ : OPEN;
        }
        if (under("/api/admin", path)) {
            return ADMIN;
        }
        if (under("/api/auth", path)) {
            return path.equals("/api/auth/logout") ? USER : LOGIN;
        }
        boolean reads = method == HttpMethod.GET || method == HttpMethod.HEAD;
        return reads && under("/api/events", path) ? READ : USER;
    }

    private static boolean under(String folder, String path) {
        return path.startsWith(folder) && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }

    /**
     * Returns whether the path says what it means. None of our paths needs escapes, path parameters, empty or dot segments; with
     * them a path could look open here and mean something closed to whoever decodes it next.
     */
    private static boolean plain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letterOrDigit && c != '/' && c != '-' && c != '_' && c != '.' && c != '~' && c != '@') {
                return false;
            }
        }
        return !path.contains("//") && !(path + "/").contains("/./") && !(path + "/").contains("/../");
    }
}
