package io.vigil.contrib.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;

/**
 * What to search for.
 *
 * @param base where
 * @param scope how deep
 * @param filter what
 * @param least how many entries there must be
 */
record Search(String base, SearchScope scope, Filter filter, int least) {
    /** RFC 4511 section 4.5.1.8: no attributes, just the entry's name. */
    private static final String NO_ATTRIBUTES = "1.1";

    /** How many entries there are; it stops counting at the number that is enough. */
    int count(LDAPConnection connection) throws LDAPException {
        SearchRequest request = new SearchRequest(base, scope, filter, NO_ATTRIBUTES);
        request.setSizeLimit(Math.max(1, least));
        try {
            return connection.search(request).getEntryCount();
        } catch (LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                return e.getEntryCount();
            }
            throw e;
        }
    }
}
