package io.vigil.ipvs;

import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.ChangeFailure;
import io.vigil.api.dataplane.DataPlane;
import io.vigil.api.dataplane.DataPlaneException;
import io.vigil.api.dataplane.Table;
import io.vigil.linux.LinuxException;
import io.vigil.linux.genetlink.Family;
import io.vigil.linux.genetlink.GenericNetlink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.propertytypes.ServiceRanking;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * IPVS as a data plane. Opens its netlink socket at first use, and anew after one that failed. Entries outlive the process:
 * what a predecessor left is adopted by reading it.
 */
@Component(immediate = true, service = DataPlane.class)
@ServiceRanking(100)
public final class IpvsDataPlane implements DataPlane, AutoCloseable {
    /** Opens the way to the kernel. */
    @FunctionalInterface
    interface Opener {
        GenericNetlink open() throws LinuxException;
    }

    /** Something to do with an open session. */
    @FunctionalInterface
    private interface Work<T> {
        T with(Session session) throws LinuxException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(IpvsDataPlane.class);
    private static final String MODULE = "ip_vs";

    private final Opener opener;
    private final ModuleLoader modules;
    private @Nullable Session session;
    private Session.@Nullable Timeouts ownTimeouts;

    /** For the component runtime. */
    @Activate
    public IpvsDataPlane() {
        this(GenericNetlink::open, new KernelModule());
    }

    IpvsDataPlane(Opener opener, ModuleLoader modules) {
        this.opener = opener;
        this.modules = modules;
    }

    @Override
    public String name() {
        return "ipvs";
    }

    @Override
    public synchronized Optional<String> unusable() {
        try {
            session().probe();
            return Optional.empty();
        } catch (LinuxException e) {
            close();
            return Optional.of(Words.unusable(e));
        } catch (DataPlaneException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public synchronized Table read() throws DataPlaneException {
        return run("read the table of IPVS", Session::read);
    }

    @Override
    public synchronized List<ChangeFailure> apply(List<Change> batch) throws DataPlaneException {
        if (batch.isEmpty()) {
            return List.of();
        }
        return run("change the table of IPVS", open -> open.apply(batch));
    }

    /**
     * The kernel has no way to forget a timeout, so the values found before the first change are put back for those that
     * are empty.
     */
    @Override
    public synchronized void timeouts(Optional<Duration> tcp, Optional<Duration> tcpFin, Optional<Duration> udp)
            throws DataPlaneException {
        if (ownTimeouts == null && tcp.isEmpty() && tcpFin.isEmpty() && udp.isEmpty()) {
            return;
        }
        run("set the timeouts of IPVS", open -> {
            Session.Timeouts own = ownTimeouts;
            if (own == null) {
                own = open.timeouts();
                ownTimeouts = own;
            }
            open.timeouts(
                    Optional.of(tcp.orElse(own.tcp())),
                    Optional.of(tcpFin.orElse(own.tcpFin())),
                    Optional.of(udp.orElse(own.udp())));
            return own;
        });
    }

    @Override
    public boolean dieWithProcess() {
        return false;
    }

    /** Gives the socket back; what stands in the kernel stays. */
    @Override
    @Deactivate
    public synchronized void close() {
        Session open = session;
        if (open != null) {
            session = null;
            open.close();
        }
    }

    private <T> T run(String what, Work<T> work) throws DataPlaneException {
        try {
            return work.with(session());
        } catch (LinuxException e) {
            close(); // what still waits in a socket that failed is nobody's answer any more
            throw new DataPlaneException(what + ": " + Words.unusable(e), e);
        }
    }

    private Session session() throws DataPlaneException {
        Session open = session;
        if (open != null) {
            return open;
        }
        try {
            open = open();
        } catch (LinuxException e) {
            throw new DataPlaneException("reach IPVS: " + e.getMessage(), e);
        }
        session = open;
        return open;
    }

    private Session open() throws LinuxException, DataPlaneException {
        GenericNetlink kernel = opener.open();
        boolean found = false;
        try {
            Optional<Family> family = kernel.family(Constants.IPVS_GENL_NAME);
            Optional<String> trouble = Optional.empty();
            if (family.isEmpty()) {
                trouble = modules.load(MODULE);
                family = kernel.family(Constants.IPVS_GENL_NAME);
            }
            if (family.isEmpty()) {
                throw new DataPlaneException("this kernel has no IPVS, and module " + MODULE + " could not be loaded: "
                        + trouble.orElse("it was loaded, but the kernel still knows no family IPVS"));
            }
            found = true;
            LOG.debug("IPVS is generic netlink family {}", family.get().id());
            return new Session(kernel, family.get());
        } finally {
            if (!found) {
                kernel.close();
            }
        }
    }
}
