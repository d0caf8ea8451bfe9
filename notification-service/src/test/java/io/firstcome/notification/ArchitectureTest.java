package io.firstcome.notification;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses service = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.firstcome.notification");

    @Test
    void onlyTheMailerAndTheReaderOfItsErrorsKnowJavaMail() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(Mailer|SmtpReply)(\\$.*)?")
                .should()
                .dependOnClassesThat(resideInAPackage("jakarta.mail..").or(resideInAPackage("org.eclipse.angus..")))
                .check(service);
    }

    @Test
    void featuresDoNotDependOnEachOtherInCircles() {
        slices().matching("io.firstcome.notification.(*)..")
                .should()
                .beFreeOfCycles()
                .check(service);
    }

    @Test
    void failuresAreUnawareOfWhatFails() {
        classes()
                .that()
                .resideInAPackage("..failure..")
                .should()
                .onlyDependOnClassesThat(resideInAPackage("..notification.mail..")
                        .or(resideInAPackage("..notification.settle.."))
                        .negate())
                .check(service);
    }

    @Test
    void nobodySleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(service);
    }
}
