package io.vigil.config.bind;

import io.vigil.api.pool.RealServer;
import io.vigil.api.pool.SorryServer;
import java.util.List;
import java.util.Optional;

/** Who is behind a virtual server. */
record PoolMembers(List<RealServer> servers, Optional<SorryServer> sorryServer) {}
