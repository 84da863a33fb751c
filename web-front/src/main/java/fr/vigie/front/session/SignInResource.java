package fr.vigie.front.session;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.regex.Pattern;

/// Where signing in begins and ends: whoever is let through to here has signed in.
@Path("/sign-in")
public class SignInResource {

  // A path of ours: no scheme, no host, nothing a browser would read as one.
  private static final Pattern OUR_PATH = Pattern.compile("/([A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*)?");

  /// Back from showing both factors again, which [StepUpGate] saw to.
  @GET
  @Path("/step-up")
  public Response steppedUp(@QueryParam("to") @DefaultValue("/") String to) {
    return signedIn(to);
  }

  @GET
  public Response signedIn(@QueryParam("to") @DefaultValue("/") String to) {
    return Response.seeOther(URI.create(OUR_PATH.matcher(to).matches() ? to : "/")).build();
  }
}
