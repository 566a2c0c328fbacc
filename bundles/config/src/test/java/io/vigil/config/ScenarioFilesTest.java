package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.failover.Tracker;
import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.pool.CheckSpec;
import io.vigil.api.pool.VirtualServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The files of the end to end tests mean what those tests expect. */
class ScenarioFilesTest {
    @Test
    void failover() {
        Loading loading = Loading.of(
                "global_defs {",
                "  router_id d1",
                "}",
                "vrrp_instance VI_1 {",
                "  state BACKUP",
                "  interface eth0",
                "  virtual_router_id 51",
                "  priority 150",
                "  advert_int 1",
                "  authentication {",
                "    auth_type PASS",
                "    auth_pass s3cret",
                "  }",
                "  virtual_ipaddress {",
                "    10.9.0.200/24 dev eth0 label eth0:vip",
                "  }",
                "}");

        VrrpInstance instance = loading.instance();
        assertThat(loading.said()).isEmpty();
        assertThat(instance.version()).isEqualTo(2);
        assertThat(instance.election().priority()).isEqualTo(150);
        assertThat(instance.adverts().authentication().orElseThrow().password()).isEqualTo("s3cret");
        VirtualAddress address = instance.addresses().get(0);
        assertThat(address.label()).contains("eth0:vip");
        assertThat(address.prefixLength()).isEqualTo(24);
    }

    @Test
    void pool() {
        Loading loading = Loading.of(
                "! a comment, as people write them",
                "global_defs { ",
                "  router_id d1",
                "}",
                "virtual_server 10.9.0.1 8080 {",
                "  delay_loop 1",
                "  lb_algo wrr",
                "  lb_kind NAT",
                "  persistence_timeout 50",
                "  protocol TCP",
                "  sorry_server 10.9.0.13 80",
                "  real_server 10.9.0.11 80 {",
                "    weight 3",
                "    HTTP_GET {",
                "      url {",
                "        path /",
                "        status_code 200",
                "      }",
                "      connect_timeout 2",
                "      retry 1",
                "      delay_before_retry 1",
                "    }",
                "  }",
                "}");

        VirtualServer server = loading.server();
        assertThat(loading.said()).isEmpty();
        assertThat(server.services().get(0).scheduler()).isEqualTo("wrr");
        CheckSpec check = server.servers().get(0).checks().get(0);
        assertThat(check.type()).isEqualTo("HTTP_GET");
        assertThat(check.delayLoop()).contains(Duration.ofSeconds(1));
        assertThat(check.retries()).hasValue(1);
        assertThat(check.delayBeforeRetry()).contains(Duration.ofSeconds(1));
        assertThat(check.connectTimeout()).contains(Duration.ofSeconds(2));
    }

    @Test
    void interoperation() {
        Loading loading = Loading.of(
                "global_defs {",
                "  vrrp_version 3",
                "  enable_script_security",
                "  script_user root",
                "}",
                "vrrp_script chk {",
                "  script \"/usr/bin/test ! -e /tmp/d1.down\"",
                "  interval 1",
                "  weight -60",
                "}",
                "vrrp_sync_group G1 {",
                "  group {",
                "    VI_4",
                "    VI_6",
                "  }",
                "  sync_group_tracking_weight",
                "}",
                "vrrp_instance VI_4 {",
                "  interface eth0",
                "  virtual_router_id 40",
                "  priority 150",
                "  advert_int 0.1",
                "  virtual_ipaddress {",
                "    10.9.0.200/24",
                "    10.9.0.201/24",
                "  }",
                "  track_script {",
                "    chk",
                "  }",
                "}",
                "vrrp_instance VI_6 {",
                "  interface eth0",
                "  virtual_router_id 60",
                "  priority 150",
                "  advert_int 0.1",
                "  virtual_ipaddress {",
                "    fe80::9:200",
                "    fd09::200/64",
                "  }",
                "  track_script {",
                "    chk",
                "  }",
                "}");

        assertThat(loading.said()).isEmpty();
        List<VrrpInstance> instances = loading.config().failover().instances();
        assertThat(instances).extracting(VrrpInstance::version).containsExactly(3, 3);
        assertThat(instances)
                .extracting(instance -> instance.adverts().interval())
                .containsOnly(Duration.ofMillis(100));
        assertThat(instances.get(1).trackers()).containsExactly(new Tracker(Tracker.Kind.SCRIPT, "chk", -60, false));
        assertThat(loading.config().failover().scripts().get(0).script().command())
                .containsExactly("/usr/bin/test", "!", "-e", "/tmp/d1.down");
        assertThat(loading.config().failover().groups().get(0).members()).containsExactly("VI_4", "VI_6");
    }
}
