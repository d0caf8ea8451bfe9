/** What is done for requests that are routed to one service each. The routes themselves are in {@code application.yml}. */
package io.firstcome.gateway.route;
