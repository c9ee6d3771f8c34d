package dev.scurry.embedded.s3;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * One S3 server over a folder: each folder in it is a bucket. Arguments: the folder, port, access
 * key, secret key. Prints {@code s3 ready} on standard output once it serves, stops on exit.
 */
public final class S3Server {
  private S3Server() {}

  public static void main(String[] args) throws Exception {
    Path data = Files.createDirectories(Path.of(args[0]));
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(data.toString()))
            .endpoint(URI.create("http://127.0.0.1:" + args[1]))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, args[2], args[3])
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    System.out.println("s3 ready");
  }
}
