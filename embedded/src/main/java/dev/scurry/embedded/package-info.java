/**
 * Real servers for the demo and the tests, all on 127.0.0.1: a Kafka broker and an S3 server, each
 * a child process with a class path of its own; Flink as a mini-cluster in this JVM or as a
 * standalone cluster of child processes.
 */
package dev.scurry.embedded;
