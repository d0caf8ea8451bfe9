package io.firstcome.contracts.problem;

import io.firstcome.contracts.Language;
import java.util.Locale;

/** Every problem a caller can be told, with its HTTP status and its title. {@code docs/errors.md} explains each. */
public enum ProblemCode {
    MALFORMED_REQUEST(400, "The request cannot be read", "요청을 읽을 수 없습니다"),
    INVALID_INPUT(400, "The request has invalid values", "요청 값이 올바르지 않습니다"),
    INVALID_CODE(400, "The code is wrong or no longer valid", "인증 코드가 틀렸거나 만료되었습니다"),
    UNAUTHENTICATED(401, "Please log in", "로그인이 필요합니다"),
    INVALID_TOKEN(401, "The access token is not valid", "액세스 토큰이 유효하지 않습니다"),
    INVALID_REFRESH_TOKEN(401, "The refresh token is not valid", "리프레시 토큰이 유효하지 않습니다"),
    SERVICE_TOKEN_REQUIRED(401, "This call is for services only", "서비스 전용 호출입니다"),
    FORBIDDEN(403, "You may not do this", "권한이 없습니다"),
    NOT_FOUND(404, "There is nothing here", "찾을 수 없습니다"),
    UNKNOWN_EVENT(404, "There is no such event", "존재하지 않는 이벤트입니다"),
    UNKNOWN_CLAIM(404, "There is no such claim", "존재하지 않는 신청입니다"),
    METHOD_NOT_ALLOWED(405, "This method is not allowed here", "허용되지 않는 메서드입니다"),
    NOT_ACCEPTABLE(406, "No acceptable representation", "제공할 수 없는 형식입니다"),
    SOLD_OUT(409, "Sold out", "모두 소진되었습니다"),
    NOT_OPEN(409, "The event is not open yet", "아직 시작되지 않은 이벤트입니다"),
    CLOSED(409, "The event is closed", "종료된 이벤트입니다"),
    PAUSED(409, "The event is paused", "일시 중지된 이벤트입니다"),
    BELOW_GRANTED(409, "The stock cannot be less than what is granted", "이미 지급된 수량보다 적게 설정할 수 없습니다"),
    CONFLICTING_CHANGE(409, "The change does not fit the present state", "현재 상태에서는 변경할 수 없습니다"),
    BODY_TOO_LARGE(413, "The request body is too large", "요청 본문이 너무 큽니다"),
    UNSUPPORTED_MEDIA_TYPE(415, "Send JSON", "JSON 형식으로 보내 주세요"),
    TOO_MANY_REQUESTS(429, "Too many requests", "요청이 너무 많습니다"),
    INTERNAL_ERROR(500, "Something went wrong on our side", "서버 오류가 발생했습니다"),
    OVERLOADED(503, "Too busy, please try again", "요청이 많아 처리하지 못했습니다. 잠시 후 다시 시도해 주세요"),
    UNAVAILABLE(503, "Temporarily unavailable, please try again", "일시적으로 이용할 수 없습니다. 잠시 후 다시 시도해 주세요");

    private final int status;
    private final String english;
    private final String korean;

    ProblemCode(int status, String english, String korean) {
        this.status = status;
        this.english = english;
        this.korean = korean;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the stable problem type, a URN such as {@code urn:firstcome:problem:sold-out}. */
    public String type() {
        return "urn:firstcome:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the title in the given language. */
    public String title(Language language) {
        return language == Language.KO ? korean : english;
    }
}
