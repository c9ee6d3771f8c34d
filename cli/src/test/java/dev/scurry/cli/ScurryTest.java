package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScurryTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "generate",
        "stream",
        "control",
        "daily",
        "forget",
        "dbscan",
        "train",
        "assign",
        "inspect",
        "select-k"
      })
  void help_ofEveryCommand_speaksToAPerson(String command) {
    CommandRun help = CommandRun.of(command, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Usage: scurry " + command, "Example").doesNotContain("null");
  }

  @Test
  void unknownCommand_isWrongUsage() {
    CommandRun run = CommandRun.of("dance");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).isEqualTo("scurry: Unmatched argument at index 0: 'dance'");
  }

  @Test
  void noCommand_isWrongUsage() {
    CommandRun run = CommandRun.of();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).contains("Missing required subcommand");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pin                        | pin takes a VERSION",
        "pin x                      | a VERSION is a number from 1, not 'x'",
        "unpin 3                    | unpin takes no value, not '3'",
        "set-k                      | set-k takes a number or auto",
        "freeze --effective-from=no | --effective-from: 'no' is no time such as 2026-01-31T12:00:00Z"
      })
  void control_withoutWhatItTakes_isWrongUsage(String arguments, String problem) {
    CommandRun run =
        CommandRun.of(("control --bootstrap-servers=127.0.0.1:1 " + arguments).split(" +"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).isEqualTo("scurry: " + problem);
  }

  @Test
  void control_unknownWord_listsEachWordOnceAsItIsTyped() {
    CommandRun run = CommandRun.of("control", "jump", "--bootstrap-servers=127.0.0.1:1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0))
        .endsWith(
            "'jump' is none of [pin, rollback, unpin, freeze, unfreeze, set-k, set-half-life, forget]")
        .doesNotContain("SET_K");
    assertThat(CommandRun.of("control", "SET_K", "3").exitCode()).isEqualTo(2);
  }

  @Test
  void control_withoutBroker_isWrongUsage() {
    CommandRun run = CommandRun.of("control", "unpin");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).startsWith("scurry: which broker?");
  }

  @Test
  void stream_controlBesideALiveTopic_isWrongUsage() {
    CommandRun run = CommandRun.of("stream", "--control", "commands.jsonl");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).startsWith("scurry: --control goes with --input");
  }

  @Test
  void stream_help_saysThatABoundedRunDoesNotReadTheControlTopic() {
    assertThat(CommandRun.of("stream", "--help").out().replaceAll("\\s+", " "))
        .contains("The control topic is for a job that runs and is not read", "control.replay");
  }

  @Test
  void stream_inputWithoutOutput_isWrongUsage() {
    CommandRun run = CommandRun.of("stream", "--input", "events.csv");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).isEqualTo("scurry: --input needs --output DIR");
  }

  @Test
  void stream_inputThatDoesNotExist_failsInOneLine() {
    Path missing = folder.resolve("none.csv");
    CommandRun run =
        CommandRun.of(
            "stream", "--input", missing.toString(), "--output", folder.resolve("o").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).containsExactly("scurry: " + missing + ": no such file");
  }

  @Test
  void stream_fileWithoutTheColumns_failsInOneLine() throws IOException {
    Path input = Files.writeString(folder.resolve("events.csv"), "who,when\na,1\n");
    CommandRun run =
        CommandRun.of(
            "stream", "--input", input.toString(), "--output", folder.resolve("o").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).hasSize(1);
    assertThat(run.errors().get(0)).contains("events.csv", "user_id");
  }

  @Test
  void stream_outputThatIsNotEmpty_failsInOneLine() throws IOException {
    Path input = Files.writeString(folder.resolve("events.csv"), "user_id,event_time\n");
    CommandRun run =
        CommandRun.of("stream", "--input", input.toString(), "--output", folder.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors())
        .containsExactly(
            "scurry: " + folder + ": is not empty; results go to a new or an empty folder");
  }

  @Test
  void stream_wrongSettings_areAllListed() {
    CommandRun run =
        CommandRun.of(
            "stream", "-D", "training.k=0", "-D", "training.shards=7", "-D", "nonsense=1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors())
        .containsExactlyInAnyOrder(
            "scurry: training.k: has to be at least 2, not 0",
            "scurry: training.shards: has to divide 720",
            "scurry: nonsense: there is no such setting");
  }

  @Test
  void demo_portInUse_failsInOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun run =
          CommandRun.of("demo", "--events", "10", "--port", Integer.toString(taken.getLocalPort()));

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.errors())
          .containsExactly("scurry: port " + taken.getLocalPort() + " on 127.0.0.1 is in use");
    }
  }

  @Test
  void demo_wrongShares_areWrongUsage() {
    CommandRun run = CommandRun.of("demo", "--events", "1000", "--late-share", "0.9");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).contains("late-share must be from 0 to 0.5");
  }

  @Test
  void daily_dayThatIsNone_isWrongUsage() {
    CommandRun run = CommandRun.of("daily", "--root", "file:///tmp", "--day", "someday");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).contains("'someday' is no day such as 2026-01-31");
  }

  @Test
  void generate_fieldOfNoPart_isWrongUsage() {
    CommandRun run =
        CommandRun.of(
            "generate",
            "--bootstrap-servers",
            "127.0.0.1:1",
            "--from",
            "x.csv",
            "--fields",
            "colour=red");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).contains("--fields", "colour");
  }
}
