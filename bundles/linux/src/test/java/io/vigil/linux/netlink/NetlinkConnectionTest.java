package io.vigil.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.netlink.testing.ScriptedNetlink;
import io.vigil.linux.netlink.testing.ScriptedNetlink.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NetlinkConnectionTest {
    private static final int CHANGE = 30;

    @Test
    void asksForAnAcknowledgementOfAChange() throws LinuxException {
        ScriptedNetlink peer = new ScriptedNetlink(request -> List.of());
        assertThat(new NetlinkConnection(peer).execute(change(0))).isEmpty();
        assertThat(peer.requests())
                .singleElement()
                .satisfies(r ->
                        assertThat(r.flags()).isEqualTo(NetlinkConstants.NLM_F_REQUEST | NetlinkConstants.NLM_F_ACK));
    }

    @Test
    void namesOperationErrnoAndWordsOfARefusal() {
        ScriptedNetlink peer = new ScriptedNetlink(request -> {
            throw new LinuxException("", Errno.ENOENT, "no such scheduler");
        });
        assertThatThrownBy(() -> new NetlinkConnection(peer).execute(change(7)))
                .hasMessage("change 7: ENOENT (No such file or directory): no such scheduler");
    }

    @Test
    void gathersADump() throws LinuxException {
        ScriptedNetlink peer = new ScriptedNetlink(request -> List.of(part(1), part(2), part(3)));
        assertThat(new NetlinkConnection(peer).execute(dump()))
                .extracting(m -> m.payload().get(0))
                .containsExactly((byte) 1, (byte) 2, (byte) 3);
    }

    @Test
    void asksAgainWhenADumpChangedMeanwhile() throws LinuxException {
        AtomicInteger asked = new AtomicInteger();
        ScriptedNetlink peer = new ScriptedNetlink(request -> {
            int flags = asked.incrementAndGet() < 3 ? NetlinkConstants.NLM_F_DUMP_INTR : 0;
            return List.of(new Reply(40, flags, new byte[] {(byte) asked.get(), 0, 0, 0}));
        });
        assertThat(new NetlinkConnection(peer).execute(dump()))
                .extracting(m -> m.payload().get(0))
                .containsExactly((byte) 3);
    }

    @Test
    void givesUpOnADumpThatNeverStandsStill() {
        ScriptedNetlink peer =
                new ScriptedNetlink(request -> List.of(new Reply(40, NetlinkConstants.NLM_F_DUMP_INTR, new byte[4])));
        assertThatThrownBy(() -> new NetlinkConnection(peer).execute(dump())).hasMessageContaining("3 times");
    }

    @Test
    void saysSoWhenNoAnswerComes() {
        assertThatThrownBy(() -> new NetlinkConnection(ScriptedNetlink.silent()).execute(change(1)))
                .hasMessage("change 1: ETIMEDOUT (Connection timed out): the kernel did not answer");
    }

    @Test
    void skipsAnswersToEarlierRequests() throws LinuxException {
        ScriptedNetlink peer = new ScriptedNetlink(request -> List.of(part(9)));
        peer.deliver(ScriptedNetlink.message(40, 0, 12345, new byte[] {5, 0, 0, 0}));
        assertThat(new NetlinkConnection(peer).execute(dump()))
                .extracting(m -> m.payload().get(0))
                .containsExactly((byte) 9);
    }

    @Test
    void executesManyChangesInOneCallWithOneAcknowledgement() throws LinuxException {
        ScriptedNetlink peer = new ScriptedNetlink(request -> List.of()).bounds(1 << 20, 10_000);
        List<NetlinkResult> results = new NetlinkConnection(peer).executeAll(changes(5000));
        assertThat(results).hasSize(5000).allMatch(NetlinkResult::succeeded);
        assertThat(peer.sends()).isEqualTo(1);
        assertThat(peer.requests().stream().filter(r -> (r.flags() & NetlinkConstants.NLM_F_ACK) != 0))
                .hasSize(1);
    }

    @Test
    void tellsWhichOfManyFailedAndGoesOnBehindThem() throws LinuxException {
        List<Integer> done = new ArrayList<>();
        ScriptedNetlink peer = new ScriptedNetlink(request -> {
            int number = request.payload().getInt(0);
            if (number % 3 == 2) {
                throw new LinuxException("", Errno.EEXIST, "number " + number);
            }
            done.add(number);
            return List.of();
        });
        List<NetlinkResult> results = new NetlinkConnection(peer).executeAll(changes(9));
        assertThat(results.stream().filter(r -> !r.succeeded()))
                .extracting(r -> r.failure().orElseThrow().getMessage())
                .containsExactly(
                        "change 2: EEXIST (File exists): number 2",
                        "change 5: EEXIST (File exists): number 5",
                        "change 8: EEXIST (File exists): number 8");
        assertThat(done).containsExactly(0, 1, 3, 4, 6, 7);
    }

    @Test
    void splitsABatchByBytesAndByAnswers() throws LinuxException {
        ScriptedNetlink byAnswers = new ScriptedNetlink(request -> List.of()).bounds(1 << 20, 100);
        assertThat(new NetlinkConnection(byAnswers).executeAll(changes(250))).hasSize(250);
        assertThat(byAnswers.sends()).isEqualTo(3);
        ScriptedNetlink byBytes = new ScriptedNetlink(request -> List.of()).bounds(200, 1000);
        assertThat(new NetlinkConnection(byBytes).executeAll(changes(25))).hasSize(25);
        assertThat(byBytes.sends()).isEqualTo(3); // 10 of 20 bytes in each
    }

    @Test
    void executesNothingOfAnEmptyBatch() throws LinuxException {
        ScriptedNetlink peer = new ScriptedNetlink(request -> List.of());
        assertThat(new NetlinkConnection(peer).executeAll(List.of())).isEmpty();
        assertThat(peer.sends()).isZero();
    }

    @Test
    void saysSoWhenAnswersOfABatchWereLost() {
        ScriptedNetlink peer = new ScriptedNetlink(request -> List.of());
        peer.failNextReceive(Errno.ENOBUFS);
        assertThatThrownBy(() -> new NetlinkConnection(peer).executeAll(changes(3)))
                .hasMessageStartingWith("execute 3 requests, the first: change 0: ENOBUFS");
    }

    @Test
    void aMonitorAsksForAResyncWhenNewsWasLostAndStillGivesWhatCame() throws LinuxException {
        ScriptedNetlink peer = new ScriptedNetlink(request -> List.of());
        peer.failNextReceive(Errno.ENOBUFS);
        peer.deliver(ScriptedNetlink.message(50, 0, 0, new byte[4]));
        NetlinkMonitor monitor = new NetlinkMonitor(peer);
        List<Integer> types = new ArrayList<>();
        assertThat(monitor.poll(m -> types.add(m.type()))).isFalse();
        assertThat(types).containsExactly(50);
        assertThat(monitor.poll(m -> types.add(m.type()))).isTrue();
    }

    @Test
    void aMonitorLeavesTheRestOfAFloodForTheNextCall() throws LinuxException {
        ScriptedNetlink peer = new ScriptedNetlink(request -> List.of());
        for (int i = 0; i < 300; i++) {
            peer.deliver(ScriptedNetlink.message(50, 0, 0, new byte[4]));
        }
        NetlinkMonitor monitor = new NetlinkMonitor(peer);
        List<Integer> types = new ArrayList<>();
        assertThat(monitor.poll(m -> types.add(m.type()))).isTrue();
        assertThat(types).hasSize(256);
        assertThat(monitor.poll(m -> types.add(m.type()))).isTrue();
        assertThat(types).hasSize(300);
    }

    private static Reply part(int number) {
        return new Reply(40, NetlinkConstants.NLM_F_MULTI, new byte[] {(byte) number, 0, 0, 0});
    }

    private static NetlinkRequest dump() {
        return new NetlinkRequest("list", 41, NetlinkConstants.NLM_F_DUMP, new byte[4]);
    }

    private static NetlinkRequest change(int number) {
        return new NetlinkRequest(
                "change " + number,
                CHANGE,
                0,
                new PayloadWriter().rawU32(number).toBytes());
    }

    private static List<NetlinkRequest> changes(int count) {
        return IntStream.range(0, count).mapToObj(NetlinkConnectionTest::change).toList();
    }
}
