/** The connections of clients: how many, and how they are taken in when thousands come at one moment. */
package io.firstcome.gateway.connection;
