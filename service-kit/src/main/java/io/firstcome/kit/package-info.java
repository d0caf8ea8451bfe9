/** What every service would otherwise copy: problem details, caller identity, calls between services. Knows no domain word. */
package io.firstcome.kit;
