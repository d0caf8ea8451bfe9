package io.firstcome.localstack.launch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppsTest {
    @TempDir
    Path folder;

    @Test
    void aServiceThatIsNotBuiltIsNamed() {
        assertThatThrownBy(() -> new Apps(Layout.of(folder), false).of(Service.STOCK))
                .isInstanceOf(LaunchException.class)
                .hasMessageStartingWith("stock-service is not built");
    }
}
