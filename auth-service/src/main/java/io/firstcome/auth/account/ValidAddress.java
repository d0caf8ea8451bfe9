package io.firstcome.auth.account;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a text of a request: {@link EmailAddress#parse} makes an address of it. Null is none. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ValidAddress.Validator.class)
public @interface ValidAddress {

    String message() default "is not an e-mail address of at most 254 characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks {@link EmailAddress}. */
    final class Validator implements ConstraintValidator<ValidAddress, String> {
        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            return EmailAddress.parse(text).isPresent();
        }
    }
}
