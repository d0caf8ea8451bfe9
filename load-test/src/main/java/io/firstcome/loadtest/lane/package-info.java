/** Who asks when: lanes are open connections, errands are what they ask, each at its time and again if it must. */
package io.firstcome.loadtest.lane;
