/** The network between the services of the tested suite and their backends. */
package io.firstcome.systemtest.proxy;
