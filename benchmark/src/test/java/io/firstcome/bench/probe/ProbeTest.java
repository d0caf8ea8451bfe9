package io.firstcome.bench.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeTest {

    @Test
    void processorTimeIsUserAndSystemTimeWhateverTheProgramIsCalled() {
        var stat = "4711 (a (strange) name) S 1 4711 4711 0 -1 4194560 1 2 3 4 250 50 9 9 20 0 33 0 100 1000 200 1844";
        assertThat(Proc.cpuOf(stat)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void theMachinesProcessorTimeIsAllButIdlingAndWaiting() {
        var stat = "cpu  100 20 30 9000 8000 40 10 7000 0 0\ncpu0 1 2 3 4 5 6 7 8 9 10\n";
        assertThat(Proc.machineCpuOf(stat)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whatOthersTakeIsAShareOfTheWholeMachine() {
        var usage = Watch.begin(new Processes()).end();
        assertThat(usage.cpu()).isEmpty();
        assertThat(usage.othersPercent()).isBetween(0.0, 100.0);
    }

    @Test
    void memoryIsReadInKilobytes() {
        assertThat(Proc.kilobytes("Name:\tjava\nVmHWM:\t  9000 kB\nVmRSS:\t  8128 kB\n", "VmRSS"))
                .contains(8128L);
        assertThat(Proc.kilobytes("Name:\tkthreadd\n", "VmRSS")).isEmpty();
    }

    @Test
    void aProcessThatEndedIsLeftOut() {
        var processes = new Processes();
        processes.add(Processes.THIS, ProcessHandle.current().pid());
        processes.add("nobody", 0x7fffffff);
        assertThat(processes.cpu()).containsOnlyKeys(Processes.THIS);
        assertThat(processes.memory()).singleElement().satisfies(memory -> {
            assertThat(memory.resident()).isPositive();
            assertThat(memory.heapUsed()).isPresent();
        });
    }

    @Test
    void whatWasUsedIsTheDifference() {
        var before = Map.of("redis", Duration.ofSeconds(2), "gone", Duration.ofSeconds(1));
        var after = Map.of("redis", Duration.ofSeconds(5), "new", Duration.ofSeconds(9));
        assertThat(Processes.between(before, after)).isEqualTo(Map.of("redis", Duration.ofSeconds(3)));
    }

    @Test
    void theHeapIsTheSumOfItsGenerations() {
        var serial = """
                 def new generation   total 9792K, used 1000K [0x00000000f2200000, 0x00000000f2ca0000, 0x00000000f6c00000)
                  eden space 8704K,  31% used [0x1, 0x2, 0x3)
                 tenured generation   total 21888K, used 2000K [0x1, 0x2, 0x3)
                 Metaspace       used 40000K, committed 41000K, reserved 1114112K
                """;
        assertThat(Memory.heapUsed(serial)).hasValue(3000 * 1024);
        assertThat(Memory.heapUsed(
                        " garbage-first heap   total reserved 262144K, committed 130048K, used 7000K [0x1, 0x2)"))
                .hasValue(7000 * 1024);
        assertThat(Memory.heapUsed("no such process")).isEmpty();
    }

    @Test
    void theProcessorIsNamedAsTheKernelDoes() {
        assertThat(Machine.processor("processor\t: 0\nmodel name\t: Some CPU @ 2.5GHz\n"))
                .isEqualTo("Some CPU @ 2.5GHz");
        assertThat(Machine.here().cores()).isPositive();
    }
}
