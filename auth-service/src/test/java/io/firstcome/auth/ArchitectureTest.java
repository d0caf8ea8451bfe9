package io.firstcome.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.firstcome.auth");

    @Test
    void oneClassKnowsJjwt() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.firstcome.auth.token.AccessTokens")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.jsonwebtoken..")
                .check(CLASSES);
    }

    @Test
    void oneClassSendsMailsAndOneReadsItsFailures() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("CodeMail")
                .and()
                .haveSimpleNameNotStartingWith("SmtpFailure")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..", "org.springframework.mail..")
                .check(CLASSES);
    }

    @Test
    void featuresDoNotDependOnEachOtherInCircles() {
        slices().matching("io.firstcome.auth.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
