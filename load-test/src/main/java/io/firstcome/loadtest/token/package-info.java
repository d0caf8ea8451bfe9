/** Access tokens, signed here with the suite's own key, as auth-service would sign them. */
package io.firstcome.loadtest.token;
