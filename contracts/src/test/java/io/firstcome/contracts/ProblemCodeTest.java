package io.firstcome.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.contracts.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemCodeTest {

    @ParameterizedTest
    @EnumSource
    void everyCodeHasATypeATitleInBothLanguagesAndAPlaceInTheDocumentation(ProblemCode code) throws IOException {
        assertThat(code.status()).isBetween(400, 599);
        assertThat(code.type()).matches("urn:firstcome:problem:[a-z-]+");
        assertThat(code.title(Language.EN)).isNotBlank();
        assertThat(code.title(Language.KO)).matches(".*[가-힣].*");
        assertThat(Files.readString(Path.of("../docs/errors.md"))).contains("`" + code.name() + "`");
    }
}
