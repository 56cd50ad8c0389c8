package io.github.jdbcreplica.binlog;

import com.github.shyiko.mysql.binlog.network.SSLSocketFactory;
import io.github.jdbcreplica.event.SourceEndpoint;
import io.github.jdbcreplica.event.SourceException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Puts TLS over the connection when the source has agreed to it. */
final class TlsSocketFactory implements SSLSocketFactory {
    private final SourceEndpoint endpoint;
    private final SSLContext context;
    private final SSLParameters parameters;

    private TlsSocketFactory(SourceEndpoint endpoint, SSLContext context, SSLParameters parameters) {
        this.endpoint = endpoint;
        this.context = context;
        this.parameters = parameters;
    }

    static TlsSocketFactory of(SourceEndpoint endpoint) throws SourceException {
        SSLContext context = TlsCredentials.context(endpoint.tls());
        return new TlsSocketFactory(endpoint, context, TlsSettings.parameters(endpoint.tls(), context));
    }

    @Override
    public SSLSocket createSocket(Socket socket) throws SocketException {
        SourceSocket source = (SourceSocket) socket;
        source.stopWatchingAuthentication();
        try {
            SSLSocket tls =
                    (SSLSocket) context.getSocketFactory().createSocket(source, endpoint.host(), endpoint.port(), true);
            tls.setSSLParameters(parameters);
            return new BufferedTlsSocket(source, tls);
        } catch (IOException e) {
            throw (SocketException) new SocketException(e.getMessage()).initCause(e);
        }
    }
}
