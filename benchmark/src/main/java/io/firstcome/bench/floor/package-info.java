/** What nothing that answers over HTTP, through this gateway, on this machine can beat: a constant, and plain routing of a no-op. */
package io.firstcome.bench.floor;
