package io.vigil.ipvs;

import static io.vigil.ipvs.Entries.destination;
import static io.vigil.ipvs.Entries.endpoint;
import static io.vigil.ipvs.Entries.limited;
import static io.vigil.ipvs.Entries.mark;
import static io.vigil.ipvs.Entries.mark6;
import static io.vigil.ipvs.Entries.nat;
import static io.vigil.ipvs.Entries.onePacket;
import static io.vigil.ipvs.Entries.persistent;
import static io.vigil.ipvs.Entries.sctp;
import static io.vigil.ipvs.Entries.service;
import static io.vigil.ipvs.Entries.tcp;
import static io.vigil.ipvs.Entries.tunnel;
import static io.vigil.ipvs.Entries.udp;

import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Tunnel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What ipvsadm(8) does by command and what is the same change for us, in an order that a kernel accepts from an empty table
 * on. The golden bytes in {@code ipvsadm.golden} were captured by running each command under strace.
 */
final class IpvsadmCases {
    /** One command and its change. */
    record Case(String command, Change change) {
        @Override
        public String toString() {
            return "ipvsadm " + command;
        }
    }

    private static final String V6 = "2001:db8::1";
    private static final List<String> SCHEDULERS =
            List.of("rr", "wrr", "lc", "wlc", "lblc", "lblcr", "dh", "sh", "sed", "nq", "fo", "ovf", "mh");

    private final List<Case> cases = new ArrayList<>();

    private IpvsadmCases() {}

    static List<Case> all() {
        IpvsadmCases all = new IpvsadmCases();
        all.services();
        all.destinations(tcp("10.0.0.1", 80));
        all.otherFamilies();
        all.edits(tcp("10.0.0.1", 80));
        all.removals();
        return all.cases;
    }

    private void services() {
        add("-A -t 10.0.0.1:80 -s wlc", service(tcp("10.0.0.1", 80), "wlc"));
        for (int i = 0; i < SCHEDULERS.size(); i++) {
            String scheduler = SCHEDULERS.get(i);
            add("-A -t 10.0.1.1:" + (1000 + i) + " -s " + scheduler, service(tcp("10.0.1.1", 1000 + i), scheduler));
        }
        add("-A -u 10.0.0.1:53 -s rr -o", onePacket(service(udp("10.0.0.1", 53), "rr")));
        add("-A --sctp-service 10.0.0.1:5060 -s wrr", service(sctp("10.0.0.1", 5060), "wrr"));
        add("-A -t 10.0.0.2:443 -s sh -b sh-port", service(tcp("10.0.0.2", 443), "sh", "sh-port"));
        add("-A -t 10.0.0.2:444 -s sh -b sh-fallback,sh-port", service(tcp("10.0.0.2", 444), "sh", "flag-1", "flag-2"));
        add("-A -t 10.0.0.2:445 -s mh -b mh-fallback", service(tcp("10.0.0.2", 445), "mh", "mh-fallback"));
        add("-A -t 10.0.0.2:446 -s wlc -b flag-3", service(tcp("10.0.0.2", 446), "wlc", "flag-3"));
        add("-A -t 10.0.0.3:80 -s rr -p 300", persistent(service(tcp("10.0.0.3", 80), "rr"), 300, 32));
        add("-A -t 10.0.0.3:0 -s rr -p 50 -M 255.255.255.0", persistent(service(tcp("10.0.0.3", 0), "rr"), 50, 24));
        add(
                "-A -u 10.0.0.3:5060 -s rr --pe sip -p 60",
                persistent(
                        service(udp("10.0.0.3", 5060), "rr"),
                        new ServiceEntry.Persistence(60, 32, Optional.of("sip"))));
        add("-A -f 7 -s rr", service(mark(7), "rr"));
        add("-A -f 4000000000 -s wrr", service(mark((int) 4_000_000_000L), "wrr"));
        add("-A -f 8 -6 -s rr -p 60 -M 64", persistent(service(mark6(8), "rr"), 60, 64));
        add("-A -t [2001:db8::1]:80 -s lc -p 90", persistent(service(tcp(V6, 80), "lc"), 90, 128));
        add(
                "-A -u [2001:db8::1]:53 -s mh -b mh-port,mh-fallback -o",
                onePacket(service(udp(V6, 53), "mh", "mh-port", "mh-fallback")));
    }

    private void destinations(ServiceKey web) {
        add(
                "-a -t 10.0.0.1:80 -r 10.0.0.11:8080 -m -w 5 -x 100 -y 50",
                web,
                limited(nat("10.0.0.11", 8080, 5), 100, 50));
        add("-a -t 10.0.0.1:80 -r 10.0.0.12:80 -g", web, destination("10.0.0.12", 80, ForwardingMethod.DR, 1));
        add("-a -t 10.0.0.1:80 -r 10.0.0.13:80 -i -w 0", web, destination("10.0.0.13", 80, ForwardingMethod.TUN, 0));
        add(
                "-a -t 10.0.0.1:80 -r 10.0.0.14:80 -i --tun-type gue --tun-port 6080 --tun-remcsum",
                web,
                tunnel("10.0.0.14", 80, new Tunnel(Tunnel.Type.GUE, 6080, Tunnel.Checksum.REMCSUM)));
        add(
                "-a -t 10.0.0.1:80 -r 10.0.0.15:80 -i --tun-type gue --tun-port 6081 --tun-nocsum",
                web,
                tunnel("10.0.0.15", 80, new Tunnel(Tunnel.Type.GUE, 6081, Tunnel.Checksum.NONE)));
        add(
                "-a -t 10.0.0.1:80 -r 10.0.0.16:80 -i --tun-type gre --tun-csum",
                web,
                tunnel("10.0.0.16", 80, new Tunnel(Tunnel.Type.GRE, 0, Tunnel.Checksum.CSUM)));
        add("-a -t 10.0.0.1:80 -r 10.0.0.17:80 -m -w 65535", web, nat("10.0.0.17", 80, 65535));
    }

    private void otherFamilies() {
        ServiceKey name = udp(V6, 53);
        add("-a -u [2001:db8::1]:53 -r [2001:db8::11]:5353 -m -w 3", name, nat("2001:db8::11", 5353, 3));
        add(
                "-a -u [2001:db8::1]:53 -r [2001:db8::12]:53 -g",
                name,
                destination("2001:db8::12", 53, ForwardingMethod.DR, 1));
        add("-a -u [2001:db8::1]:53 -r 10.0.0.18:53 -i", name, tunnel("10.0.0.18", 53, Tunnel.IPIP));
        add("-a -t 10.0.0.1:80 -r [2001:db8::13]:80 -i", tcp("10.0.0.1", 80), tunnel("2001:db8::13", 80, Tunnel.IPIP));
        add("-a -f 7 -r 10.0.0.19:0 -g -w 2", mark(7), destination("10.0.0.19", 0, ForwardingMethod.DR, 2));
        add("-a -f 8 -6 -r [2001:db8::14]:0 -m -w 4", mark6(8), nat("2001:db8::14", 0, 4));
    }

    private void edits(ServiceKey web) {
        edit(
                "-E -t 10.0.0.1:80 -s sh -b sh-port,sh-fallback -p 300 -M 255.255.255.0",
                persistent(service(web, "sh", "sh-port", "sh-fallback"), 300, 24));
        edit("-E -u 10.0.0.3:5060 -s rr", service(udp("10.0.0.3", 5060), "rr"));
        cases.add(new Case(
                "-e -t 10.0.0.1:80 -r 10.0.0.11:8080 -m -w 7",
                new Change.EditDestination(web, nat("10.0.0.11", 8080, 7))));
        cases.add(new Case(
                "-e -t 10.0.0.1:80 -r 10.0.0.12:80 -g -w 0 -x 10",
                new Change.EditDestination(web, limited(destination("10.0.0.12", 80, ForwardingMethod.DR, 0), 10, 0))));
    }

    private void removals() {
        cases.add(new Case(
                "-d -t 10.0.0.1:80 -r 10.0.0.17:80",
                new Change.RemoveDestination(tcp("10.0.0.1", 80), endpoint("10.0.0.17", 80))));
        cases.add(new Case("-D -t 10.0.1.1:1003", new Change.RemoveService(tcp("10.0.1.1", 1003))));
        cases.add(new Case("-D -f 4000000000", new Change.RemoveService(mark((int) 4_000_000_000L))));
    }

    private void add(String command, ServiceEntry entry) {
        cases.add(new Case(command, new Change.AddService(entry)));
    }

    private void edit(String command, ServiceEntry entry) {
        cases.add(new Case(command, new Change.EditService(entry)));
    }

    private void add(String command, ServiceKey service, io.vigil.api.dataplane.DestinationEntry entry) {
        cases.add(new Case(command, new Change.AddDestination(service, entry)));
    }
}
