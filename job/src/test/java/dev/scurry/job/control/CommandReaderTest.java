package dev.scurry.job.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {

  @Test
  void read_command_isFreshAndTakesItsPlace() {
    ControlRecord record = read("{\"command\": \"pin\", \"version\": 3, \"who\": \"ada\"}");

    assertThat(record.kind).isEqualTo("pin");
    assertThat(record.isFresh()).isTrue();
    assertThat(record.sequence).isEqualTo(7);
    assertThat(record.user).isNull();
    assertThat(new String(record.text, UTF_8))
        .isEqualTo("{\"command\":\"pin\",\"version\":3,\"who\":\"ada\"}");
  }

  @Test
  void read_forget_namesTheUser() {
    assertThat(read("{\"command\":\"forget\",\"user_id\":\"u1\"}").user).isEqualTo("u1");
    assertThat(read("{\"command\":\"forget\"}").user).isEmpty();
  }

  @Test
  void read_auditRecord_repeatsTheCommandInItsWindowAndPlace() {
    ControlRecord record =
        read(
            "{\"command\":{\"command\":\"freeze\"},\"outcome\":\"accepted\",\"reason\":\"r\","
                + "\"window\":\"1970-01-01T00:00:05Z\",\"sequence\":4,\"format\":1}");

    assertThat(record.kind).isEqualTo("freeze");
    assertThat(record.window).isEqualTo(5000);
    assertThat(record.sequence).isEqualTo(4);
    assertThat(new String(record.text, UTF_8)).isEqualTo("{\"command\":\"freeze\"}");
  }

  @Test
  void read_auditRecordOfATextThatWasNoCommand_repeatsTheText() {
    ControlRecord record =
        read(
            "{\"text\":\"{oops\",\"outcome\":\"refused\",\"reason\":\"r\","
                + "\"window\":\"1970-01-01T00:00:05Z\",\"sequence\":4,\"format\":1}");

    assertThat(record.kind).isEmpty();
    assertThat(record.window).isEqualTo(5000);
    assertThat(new String(record.text, UTF_8)).isEqualTo("{oops");
  }

  @Test
  void read_blank_isNothing() {
    assertThat(read(" \n")).isNull();
  }

  @Test
  void read_longText_isCut() {
    assertThat(read("x".repeat(5000)).text).hasSize(4096);
  }

  @Test
  void read_commandThatIsTooLongForItsAudit_isNone() {
    String why = "y".repeat(1 << 16);
    ControlRecord record = read("{\"command\":\"unpin\",\"why\":\"" + why + "\"}");

    assertThat(record.kind).isEqualTo(ControlRecord.NO_COMMAND);
    assertThat(CommandReader.problemOf(record.text))
        .isEqualTo("this is no command, or one of more than 65536 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{oops                                    | this is not JSON",
        "{'command': 'unpin'} and more            | this is not JSON",
        "[1]                                      | this is no JSON object",
        "{}                                       | this does not say which command it is",
        "{'command': ''}                          | this does not say which command it is",
        "{'command': 'pin', 'version': 1.5}       | version is no whole number",
        "{'command': 'pin', 'version': 'x'}       | version is no whole number",
        "{'command': 'pin', 'version': 1e30}      | version is no whole number",
        "{'command': 'set-k', 'k': [3]}           | k is neither a text nor a number"
      },
      quoteCharacter = '"')
  void problemOf_saysWhatIsWrong(String text, String problem) {
    byte[] json = text.replace('\'', '"').getBytes(UTF_8);

    assertThat(CommandReader.problemOf(json)).isEqualTo(problem);
    assertThat(CommandReader.read(json, 1, true).kind).isEmpty();
  }

  @Test
  void problemOf_namesAFieldThatThereIsNot() {
    assertThat(CommandReader.problemOf("{\"command\":\"rollback\",\"verison\":3}".getBytes(UTF_8)))
        .startsWith("a command has no field verison; it has id, command");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"command\":null}",
        "{\"command\":7}",
        "{\"command\":\"unpin\",\"format\":3000000000}",
        "{\"command\":\"pin\",\"version\":\"7\"}",
        "{\"command\":\"pin\",\"version\":1.5}",
        "{\"command\":\"pin\",\"version\":99999999999999999999}"
      })
  void read_whatOnlyLooksLikeACommand_isKeptAndSaysWhatIsWrong(String text) {
    assertThat(read(text).kind).isEqualTo(ControlRecord.NO_COMMAND);
    assertThat(CommandReader.problemOf(text.getBytes(UTF_8))).isNotEmpty();
  }

  @Test
  void read_auditRecordWhereNoneIsRepeated_isNoCommand() {
    String audit =
        "{\"command\":{\"command\":\"pin\",\"version\":1},\"outcome\":\"accepted\","
            + "\"window\":\"2026-01-01T00:00:00Z\"}";

    assertThat(read(audit).kind).isEqualTo("pin");
    assertThat(CommandReader.read(audit.getBytes(UTF_8), 7, false).kind)
        .isEqualTo(ControlRecord.NO_COMMAND);
  }

  private static ControlRecord read(String text) {
    return CommandReader.read(text.getBytes(UTF_8), 7, true);
  }
}
