package io.vigil.relay;

import io.vigil.api.Endpoint;

/** A server as a scheduler sees it. */
interface Candidate {
    Endpoint endpoint();

    /** 0 or more; a scheduler that weighs is only asked about candidates above 0. */
    int weight();

    /** Connections that are open, those being opened among them. */
    int connections();
}
