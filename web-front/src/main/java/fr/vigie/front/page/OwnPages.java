package fr.vigie.front.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The way to the pages of identity-service where one looks after one's own factors and agrees to
/// resets: by addresses of ours, so that the screens need not know where they are.
@Path("/own")
public class OwnPages {

  private final String identity;

  OwnPages(@ConfigProperty(name = "vigie.identity.url") String identity) {
    this.identity = identity;
  }

  @GET
  @Path("/{page: account|resets}")
  public Response go(@PathParam("page") String page) {
    return Response.seeOther(URI.create(identity + "/" + page)).build();
  }
}
