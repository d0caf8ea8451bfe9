/** The gateway: the only public door of the suite. Each package below it is one of its duties; this one only starts it. */
package io.firstcome.gateway;
