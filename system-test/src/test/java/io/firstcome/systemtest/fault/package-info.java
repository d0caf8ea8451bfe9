/** Kills, freezes, cuts off and robs each part of the running suite while a crowd applies, and compares what is left with what the crowd was told. */
package io.firstcome.systemtest.fault;
